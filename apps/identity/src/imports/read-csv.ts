import { importLimits, type ImportPreview } from '@tenantry/contracts';
import { Problem } from '@tenantry/service-defaults';
import { CsvError, type Options, parse } from 'csv-parse/sync';

type Delimiter = ImportPreview['delimiter'];
const delimiters: readonly Delimiter[] = [';', ',', '\t'];
/** Bytes of a line in UTF-8; what is longer is mostly a quotation mark that nobody has closed. */
const longestLine = 10_000;

export type CsvRow = {
  /** Where it begins in the file; the first line is 1. */
  line: number;
  /** Trimmed. */
  cells: string[];
};
export type CsvFile = { delimiter: Delimiter; header: string[]; rows: CsvRow[] };

/**
 * Reads a CSV file (RFC 4180) whose first line names the columns; blank lines are passed over.
 * @param rate how well these names fit: the delimiter is the one with which the header says most
 * @throws {Problem} 422 `import.too_large`, `import.not_utf8`, `import.unreadable` with the `line`, `import.too_many_lines`,
 *   `import.empty`
 */
export function readCsv(file: string, rate: (header: readonly string[]) => number): CsvFile {
  if (Buffer.byteLength(file) > importLimits.bytes)
    throw new Problem('import.too_large', { extensions: { limit: importLimits.bytes } });
  // What a decoder writes for bytes that are no UTF-8.
  if (file.includes('\uFFFD')) throw new Problem('import.not_utf8');
  const text = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  // A line of its own that only Excel reads and writes.
  const hint = /^"?sep=([;,\t])"?\n/i.exec(text);
  const content = hint ? text.slice(hint[0].length) : text;
  const firstLine = hint ? 2 : 1;

  const rated = delimiters.map((delimiter) => ({ delimiter, rate: rate(headerOf(content, delimiter)) }));
  const { delimiter } = rated.reduce((best, one) => (one.rate > best.rate ? one : best));
  const [header, ...rows] = rowsOf(content, delimiter, firstLine);
  if (rows.length > importLimits.lines)
    throw new Problem('import.too_many_lines', { extensions: { limit: importLimits.lines } });
  if (!header || rows.length === 0) throw new Problem('import.empty');
  return { delimiter, header: header.cells, rows };
}

/** The first record, which may have line breaks; none where it cannot be read with this delimiter. */
function headerOf(content: string, delimiter: Delimiter): string[] {
  try {
    return rowsOf(content.replace(/^\s*\n/, ''), delimiter, 1, 1)[0]?.cells ?? [];
  } catch {
    return [];
  }
}

function rowsOf(content: string, delimiter: Delimiter, firstLine: number, most?: number): CsvRow[] {
  let line = firstLine;
  const rows: CsvRow[] = [];
  for (const { record, raw } of recordsOf(content, delimiter, firstLine, most)) {
    const cells = record.map((cell) => cell.trim());
    if (cells.some((cell) => cell !== '')) rows.push({ line, cells });
    line += raw.split('\n').length - 1;
  }
  return rows;
}

function recordsOf(
  content: string,
  delimiter: Delimiter,
  firstLine: number,
  most?: number,
): { record: string[]; raw: string }[] {
  try {
    const options: Options = {
      delimiter,
      record_delimiter: '\n',
      raw: true,
      ltrim: true,
      rtrim: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: longestLine,
      ...(most !== undefined && { to: most }),
    };
    // With `raw` each record comes with its text, which the types of the library do not say.
    return parse(content, options) as unknown as { record: string[]; raw: string }[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as { lines?: number };
    const line = lines === undefined ? undefined : lines + firstLine - 1;
    throw new Problem('import.unreadable', { cause: error, extensions: { line } });
  }
}
