import type { DeadLetterKind } from '@tenantry/contracts';
import { z } from 'zod';

/**
 * What stands at the head of a stream, and no other that comes to stand there: a later version, one that was missing, or one
 * that can be read by now.
 */
export type StreamKey = {
  source: string;
  subject: string;
  version: number;
  /** `null` where it has not arrived. */
  eventId: string | null;
  isDefective: boolean;
};
/** A message that holds up its stream, or one that was refused. */
type EntryKey = StreamKey | { refused: string };

const streamKey = z.tuple([z.string(), z.string(), z.int32().positive(), z.uuid().nullable(), z.boolean()]);
const refusedKey = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/** Any value as text that stands in an address. */
export const toToken = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** @returns `undefined` for what no token of this form is */
export function fromToken<T>(token: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(token, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}

export const entryIdOf = (key: EntryKey): string =>
  toToken(
    'refused' in key ? [key.refused] : [key.source, key.subject, key.version, key.eventId, key.isDefective],
  );

/** @throws {DeadLetterRefusal} where it is the id of nothing */
export function entryKeyOf(entryId: string): EntryKey {
  const stream = fromToken(entryId, streamKey);
  if (stream) {
    const [source, subject, version, eventId, isDefective] = stream;
    return { source, subject, version, eventId, isDefective };
  }
  const refused = fromToken(entryId, refusedKey);
  if (refused) return { refused: refused[0] };
  throw new DeadLetterRefusal('dead_letter.not_found');
}

/** Why an act on a dead letter is not done. */
export class DeadLetterRefusal extends Error {
  override name = 'DeadLetterRefusal';
  constructor(
    readonly code: 'dead_letter.not_found' | 'dead_letter.not_replayable' | 'dead_letter.not_discardable',
    /** What more is to be said. */
    readonly detail?: string,
  ) {
    super(code);
  }
}

/** What a stream's row says of it, in SQL over `stream`; a gap also needs something that waits behind it. */
export const streamKinds: Readonly<Record<Exclude<DeadLetterKind, 'refused'>, string>> = {
  parked: `status = 'parked'`,
  retrying: `status = 'ok' and error is not null and due <> 'infinity'`,
  late: `status = 'ok' and error is null and due <= now() - interval '10 seconds'`,
  // From what waits to its stream: nearly all streams wait for nothing.
  gap: `status = 'ok' and due = 'infinity' and (source, subject) in (
    select source, subject from inbox join stream waiting using (source, subject)
    where done_at is null and received_at < now() - interval '60 seconds' and version > waiting.last + 1)`,
};

/** The first line of an error. */
export const oneLine = (error: string | null): string | null => error?.split('\n')[0]?.slice(0, 200) ?? null;
