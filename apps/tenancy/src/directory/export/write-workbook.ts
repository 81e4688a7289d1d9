import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** So many rows may be on their way to whoever takes them. */
const rowsOnTheirWay = 500;

/**
 * Writes an XLSX with one sheet, row by row. The library knows no back-pressure: it hands every row on at once. So after
 * some rows an empty piece is written behind them, which has been taken when they have.
 * @throws where it is broken off; no more rows are read then
 */
export async function writeWorkbook(
  out: Writable,
  rows: AsyncIterable<string[]>,
  { titles, name }: { titles: readonly { title: string; width: number }[]; name: string },
): Promise<void> {
  // Some megabytes, which only those need who export.
  const { stream } = (await import('exceljs')).default;
  const file = new PassThrough();
  const sent = pipeline(file, out);
  // Whoever waits is told; until somebody does, it is no unhandled failure.
  sent.catch(() => undefined);
  const book = new stream.xlsx.WorkbookWriter({ stream: file, useSharedStrings: false, useStyles: false });
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = titles.map(({ title, width }) => ({ header: title, width }));
  const { pipes } = (sheet as unknown as { stream: { pipes: Writable[] } }).stream;
  const taken = () =>
    Promise.all(pipes.map((pipe) => new Promise((resolve) => pipe.write(Buffer.alloc(0), resolve))));
  // The header row is committed with the first one behind it.
  let written = 0;
  try {
    for await (const row of rows) {
      sheet.addRow(row).commit();
      written += 1;
      if (written % rowsOnTheirWay === 0) await Promise.race([taken(), sent]);
    }
    await Promise.race([book.commit(), sent]);
    await sent;
  } catch (error) {
    // What is not whole must not look so.
    file.destroy();
    out.destroy();
    throw error;
  }
}
