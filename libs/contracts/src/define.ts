import { z } from 'zod';
import { type EnvelopeOf, envelopeSchema } from './envelope';

const eventType = /^([a-z-]+)\.([a-z-]+)\.([a-z-]+)\.v(\d+)$/;
const commandType = /^([a-z-]+)\.command\.([a-z-]+)\.v(\d+)$/;

/** The salted digest that stays in a fact when its personal part has been erased (SHA-256, hex). */
const personalDigest = z.string().regex(/^[0-9a-f]{64}$/);

type Shape = z.ZodRawShape;
type Personal<P extends Shape> = keyof P extends never ? object : z.infer<z.ZodObject<P>>;

/** `data` of an event on the bus: its facts, and its personal part until that is erased. */
export type EventData<F extends Shape, P extends Shape> = z.infer<z.ZodObject<F>> &
  (keyof P extends never ? object : { personal: Personal<P> | null; personalDigest?: string | undefined });

export type EventDefinition<
  Type extends string = string,
  F extends Shape = Shape,
  P extends Shape = Shape,
> = {
  readonly kind: 'event';
  readonly type: Type;
  /** The service that owns the fact; it publishes on the exchange `<publisher>.events`. */
  readonly publisher: string;
  readonly title: string;
  readonly facts: z.ZodObject<F>;
  /** Names, addresses and free text, kept apart from the facts so that they can be erased; `null` where there are none. */
  readonly personal: keyof P extends never ? null : z.ZodObject<P>;
  readonly schema: z.ZodType<EnvelopeOf<Type, EventData<F, P>>>;
};

/**
 * One versioned fact. The type, the check at run time and the published documents come from this one value.
 * @param type `<publisher>.<noun>.<past participle>.v<n>`, which is also its routing key
 * @throws {TypeError} where `type` is not of that form
 */
export function defineEvent<Type extends string, F extends Shape, P extends Shape = Record<never, never>>(
  type: Type,
  title: string,
  facts: F,
  personal?: P,
): EventDefinition<Type, F, P> {
  const publisher = eventType.exec(type)?.[1];
  if (!publisher) throw new TypeError(`not an event type: ${type}`);
  const factsSchema = z.object(facts);
  const data = personal
    ? factsSchema.extend({
        personal: z.object(personal).nullable(),
        personalDigest: personalDigest.optional(),
      })
    : factsSchema;
  return {
    kind: 'event',
    type,
    publisher,
    title,
    facts: factsSchema,
    personal: (personal ? z.object(personal) : null) as never,
    schema: envelopeSchema.extend({ type: z.literal(type), data }) as never,
  };
}

export type CommandDefinition<Type extends string = string, D extends Shape = Shape> = {
  readonly kind: 'command';
  readonly type: Type;
  /** The one service that carries the command out. */
  readonly receiver: string;
  readonly title: string;
  readonly data: z.ZodObject<D>;
  readonly schema: z.ZodType<EnvelopeOf<Type, z.infer<z.ZodObject<D>>>>;
};

/**
 * One command with one receiver. Its subject is `command/<id>`, it has no order and it expires.
 * @param type `<receiver>.command.<verb-noun>.v<n>`, which is also its routing key
 * @throws {TypeError} where `type` is not of that form
 */
export function defineCommand<Type extends string, D extends Shape>(
  type: Type,
  title: string,
  data: D,
): CommandDefinition<Type, D> {
  const receiver = commandType.exec(type)?.[1];
  if (!receiver) throw new TypeError(`not a command type: ${type}`);
  const dataSchema = z.object(data);
  return {
    kind: 'command',
    type,
    receiver,
    title,
    data: dataSchema,
    schema: envelopeSchema.extend({
      type: z.literal(type),
      expires: z.iso.datetime(),
      data: dataSchema,
    }),
  };
}

/** An event of any shape. */
export type AnyEvent = Omit<EventDefinition, 'facts' | 'personal' | 'schema'> & {
  readonly facts: z.ZodObject;
  readonly personal: z.ZodObject | null;
  readonly schema: z.ZodType<EnvelopeOf<string, unknown>>;
};
/** A command of any shape. */
export type AnyCommand = Omit<CommandDefinition, 'data' | 'schema'> & {
  readonly data: z.ZodObject;
  readonly schema: z.ZodType<EnvelopeOf<string, unknown>>;
};
export type AnyDefinition = AnyEvent | AnyCommand;

/** The whole message of a definition, as a consumer receives it. */
export type MessageOf<D extends AnyDefinition> = z.infer<D['schema']>;
export type FactsOf<E extends AnyEvent> = z.infer<E['facts']>;
/** The personal part of an event; `undefined` where it has none. */
export type PersonalOf<E extends AnyEvent> = E['personal'] extends null
  ? undefined
  : z.infer<NonNullable<E['personal']>>;
export type CommandDataOf<C extends AnyCommand> = z.infer<C['data']>;
