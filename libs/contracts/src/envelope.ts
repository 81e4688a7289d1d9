import { z } from 'zod';

/** Order within a subject: the subject's version as ten digits, so that text compares like numbers (CloudEvents `sequence`). */
export const sequenceSchema = z.string().regex(/^\d{10}$/);

/** Who acted: `user/<id>` for a person, `service/<name>` for a service. */
export const actorSchema = z.string().regex(/^(user|service)\/[\w-]+$/);

/**
 * The attributes that every message carries: CloudEvents 1.0, structured JSON (`application/cloudevents+json`).
 * Unknown attributes and unknown keys of `data` are passed over, so a publisher may add to a message without a new version.
 */
export const envelopeSchema = z.object({
  specversion: z.literal('1.0'),
  /** The same fact or command always has the same id: dedupe by `source` and `id`. */
  id: z.uuid(),
  source: z.string().regex(/^tenantry\/[a-z-]+$/),
  type: z.string(),
  /** `user/<id>`, `organization/<id>`, `command/<id>` … : messages of one subject have an order, others have none. */
  subject: z.string().regex(/^[a-z-]+\/[\w-]+$/),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  dataschema: z.string(),
  /** W3C Trace Context of the request that caused the message. */
  traceparent: z.string().optional(),
  sequence: sequenceSchema,
  actor: actorSchema,
  /** Under mirroring: the user on whose behalf the actor acts. */
  onbehalfof: actorSchema.optional(),
  /** The installation that the message belongs to: production, staging, … */
  environment: z.string(),
  /** Commands only: after this time the receiver ignores the command. */
  expires: z.iso.datetime().optional(),
  data: z.unknown(),
});

export type Envelope = z.infer<typeof envelopeSchema>;

/** An envelope whose `type` and `data` are those of one definition. */
export type EnvelopeOf<Type extends string, Data> = Omit<Envelope, 'type' | 'data'> & {
  type: Type;
  data: Data;
};

/** `7` → `0000000007`. */
export const toSequence = (version: number): string => String(version).padStart(10, '0');
