import { commands, events } from '@tenantry/contracts';
import { z } from 'zod';

type Shown = { facts: Record<string, unknown>; withheld: string[] };
type Part = { shown?: unknown; withheld: string[] };

/**
 * What may be shown of a message to whoever looks after the service, who need not be allowed to see the person it is about:
 * what can be nobody's name, address or secret, which are ids, dates, numbers, booleans and the choices of its contract.
 * The rest is only named.
 * @param data of the message, which may fit no contract
 */
export function shownFacts(type: string, data: unknown): Shown {
  if (typeof data !== 'object' || data === null) return { facts: {}, withheld: [] };
  const contract =
    events.find((each) => each.type === type)?.facts ?? commands.find((each) => each.type === type)?.data;
  const rest = Object.entries(data).filter(([key]) => key !== 'personalDigest');
  return partsOf(Object.fromEntries(rest), contract?.shape ?? {}, '');
}

function partsOf(value: object, shape: Readonly<Record<string, unknown>>, prefix: string): Shown {
  const parts = Object.entries(value).map(
    ([key, each]) => [key, partOf(each, shape[key], `${prefix}${key}`)] as const,
  );
  return {
    facts: Object.fromEntries(parts.flatMap(([key, part]) => ('shown' in part ? [[key, part.shown]] : []))),
    withheld: [...new Set(parts.flatMap(([, { withheld }]) => withheld))],
  };
}

/** @param named of the contract; where it says nothing of a value, only the value itself can make it one that is shown */
function partOf(value: unknown, named: unknown, name: string): Part {
  const schema = bare(named);
  if (saysNothing(value) || isChoice(schema, value)) return { shown: value, withheld: [] };
  if (typeof value !== 'object' || value === null) return { withheld: [name] };
  if (Array.isArray(value)) {
    // What no contract bounds may be nested without end.
    const element = schema instanceof z.ZodArray ? schema.element : null;
    const items = value.map((each) =>
      element || saysNothing(each) ? partOf(each, element, name) : { withheld: [name] },
    );
    if (!items.every((item) => 'shown' in item)) return { withheld: [name] };
    return {
      shown: items.map((item) => item.shown),
      withheld: [...new Set(items.flatMap(({ withheld }) => withheld))],
    };
  }
  if (schema instanceof z.ZodObject) {
    const { facts, withheld } = partsOf(value, schema.shape, `${name}.`);
    return { shown: facts, withheld };
  }
  const isTally =
    schema instanceof z.ZodRecord &&
    Object.entries(value).every(([key, count]) => code.test(key) && saysNothing(count));
  return isTally ? { shown: value, withheld: [] } : { withheld: [name] };
}

const code = /^[a-z][A-Za-z_]*$/;
const plain = z.union([z.uuid(), z.iso.datetime(), z.iso.date(), z.number(), z.boolean(), z.null()]);
const saysNothing = (value: unknown): boolean => plain.safeParse(value).success;

const bare = (schema: unknown): unknown =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? bare(schema.unwrap()) : schema;

/** One of a few words that a contract names, in a set that is closed or may grow. */
function isChoice(schema: unknown, value: unknown): boolean {
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) return schema.safeParse(value).success;
  if (!(schema instanceof z.ZodString)) return false;
  const choices = schema.meta()?.['x-extensible-enum'];
  return Array.isArray(choices) && choices.includes(value);
}
