import type { Request, Response } from 'express';
import { z } from 'zod';
import { Problem } from './problem';

/** The header as an OpenAPI document describes it. */
export const ifMatchHeader = z.object({
  'If-Match': z.string().meta({
    description:
      'The ETag of the answer that was read (RFC 9110 section 13.1.1), or `*`. Answers 428 `precondition.required` without it, 412 where it is another by now.',
  }),
});

const tagOf = (revision: number): string => `"${revision}"`;

/**
 * Says which revision somebody has seen, who asks before a change.
 * @returns whether the request names this revision
 * @throws {Problem} 428 `precondition.required` where it names none
 */
export function ifMatch(req: Pick<Request, 'headers'>): (revision: number) => boolean {
  const header = req.headers['if-match']?.trim();
  if (!header) throw new Problem('precondition.required');
  const tags = header.split(',').map((tag) => tag.trim());
  return (revision) => header === '*' || tags.includes(tagOf(revision));
}

/** Answers with the tag of a revision that is not all of the answer: what is not under it changes, so 304 is never answered. */
export function sendWithTag(res: Response, revision: number, body: object): void {
  res.set('etag', tagOf(revision)).type('application/json').end(JSON.stringify(body));
}
