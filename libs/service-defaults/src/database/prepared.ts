import { createHash } from 'node:crypto';
import { Client, type ClientConfig } from 'pg';

const mark = '/* prepared */ ';

/**
 * A statement that each connection of {@link connectDatabase} parses and plans once and then only runs; elsewhere it is an
 * ordinary one. For statements of a few fixed texts that are asked all the time and have one good plan whatever the values.
 */
export const prepared = (sql: string): string => mark + sql;

/** A connection that keeps what was {@link prepared}, under a name that is made from the text. */
export class PreparingClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...of: unknown[]) => unknown;
    this.query = ((first: unknown, ...rest: unknown[]) => query(named(first), ...rest)) as Client['query'];
  }
}

const named = (query: unknown): unknown =>
  typeof query === 'string' && query.startsWith(mark)
    ? { name: createHash('sha1').update(query).digest('base64url'), text: query }
    : query;
