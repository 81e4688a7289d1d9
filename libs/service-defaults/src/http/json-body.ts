import express, { type RequestHandler } from 'express';
import { Problem } from './problem';

/** Bytes; a body above is answered with 413. */
const bodyLimit = 1024 * 1024;
const deepest = 32;
/** What no database column of text or JSON can hold: the null character, and halves of surrogate pairs. */
const unstorable = /\u0000|[\uD800-\uDFFF]/u;

const reader = (limit: number) => express.json({ limit, strict: true, type: 'application/json' });

/**
 * Bodies are `application/json`, of at most 1 MB: anything else never reaches a route.
 * @param readLater the paths of routes that read their bodies themselves, with {@link largeJsonBody}
 */
export const jsonBody = (readLater: readonly string[] = []): RequestHandler[] => {
  const read = reader(bodyLimit);
  return [
    requireJson,
    (req, res, next) => (readLater.includes(req.path) ? next() : read(req, res, next)),
    refuseHostileValues,
  ];
};

/**
 * For a route that takes more than others, behind what tells who asks: of strangers so much is not read.
 * @param bytes a body above is answered with 413
 */
export const largeJsonBody = (bytes: number): RequestHandler[] => [reader(bytes), refuseHostileValues];

const requireJson: RequestHandler = (req, _res, next) => {
  const hasBody =
    req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
  if (hasBody && !req.is('application/json')) throw new Problem('request.media_type');
  next();
};

/**
 * `__proto__` as a key is an attempt at the prototype; schemas pass over it, so it is refused here. So is nesting
 * deeper than any schema has, before recursive code meets it, and text that could not be stored.
 */
const refuseHostileValues: RequestHandler = (req, _res, next) => {
  const open: { value: unknown; pointer: string; depth: number }[] = [
    { value: req.body, pointer: '', depth: 0 },
  ];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { value, pointer, depth } = at;
    if (typeof value === 'string' && unstorable.test(value))
      throw invalid(pointer, 'invalid_text', 'This text holds a character that no text can hold.');
    if (typeof value !== 'object' || value === null) continue;
    if (depth > deepest) throw invalid(pointer, 'too_deep', `Nested deeper than ${deepest} levels.`);
    for (const [key, inner] of Object.entries(value)) {
      const innerPointer = `${pointer}/${toPointerToken(key)}`;
      if (key === '__proto__') throw invalid(innerPointer, 'unknown_key', 'This key is not known here.');
      open.push({ value: inner, pointer: innerPointer, depth: depth + 1 });
    }
  }
  next();
};

const invalid = (pointer: string, code: string, detail: string) =>
  new Problem('request.invalid', { errors: [{ pointer, code, detail }] });

/** RFC 6901 section 3. */
export const toPointerToken = (key: PropertyKey): string =>
  String(key).replaceAll('~', '~0').replaceAll('/', '~1');
