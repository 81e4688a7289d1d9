import { ApiProblem } from '../api/problem';

/** Bytes that the service takes: as `importLimits` says, which would bring zod along, as the console takes only types from there. */
const largest = 2_000_000;

/**
 * The text of a file in UTF-8, or in UTF-16 as Excel writes "Unicode text"; bytes that are neither show as U+FFFD, which the
 * service refuses.
 * @throws {ApiProblem} `import.too_large`
 */
export async function readFile(file: File): Promise<string> {
  if (file.size > 2 * largest) throw new ApiProblem('import.too_large', 0, null);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
