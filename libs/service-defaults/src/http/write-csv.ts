import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';

const delimiters = { comma: ',', semicolon: ';', tab: '\t' } as const;
type Delimiter = keyof typeof delimiters;

/** Whether somebody who was reading has gone: no failure of ours. */
export const isBrokenOff = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

/**
 * Writes a CSV as spreadsheets take it: UTF-8 with a mark, CRLF (RFC 4180), and nothing that would be taken for a formula
 * (OWASP ASVS 1.2.10). Rows are read as fast as they are taken.
 * @throws where it is broken off; no more rows are read then
 */
export const writeCsv = (
  out: Writable,
  rows: AsyncIterable<string[]>,
  { titles, delimiter }: { titles: readonly { title: string }[]; delimiter: Delimiter },
): Promise<void> =>
  pipeline(
    Readable.from(rows),
    stringify({
      bom: true,
      header: true,
      columns: titles.map(({ title }) => title),
      delimiter: delimiters[delimiter],
      record_delimiter: 'windows',
      escape_formulas: true,
    }),
    out,
  );
