import { createHash, randomBytes } from 'node:crypto';

/** JSON with its keys in order, so that equal values have equal text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}

/** SHA-256 (hex) over salt and personal part. Once the salt is erased with it, nobody can guess the part from the digest. */
export const personalDigestOf = (salt: string, personal: unknown): string =>
  createHash('sha256').update(salt).update(canonical(personal)).digest('hex');

/** 128 random bits, hex. */
export const newSalt = (): string => randomBytes(16).toString('hex');
