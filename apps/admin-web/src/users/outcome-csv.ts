import type { InvitationResult } from '../api/identity';
import { csvOf } from '../ui/csv';

/**
 * The outcomes as a CSV file (RFC 4180 with a byte order mark, for spreadsheets).
 * @param separator `,` in English, `;` where the comma separates decimals
 * @param header the two column names, in the person's language
 */
export function outcomeCsv(
  results: readonly InvitationResult[],
  header: readonly [string, string],
  outcomeName: (outcome: InvitationResult['outcome']) => string,
  separator: ',' | ';',
): string {
  const rows = [header, ...results.map(({ address, outcome }) => [address, outcomeName(outcome)] as const)];
  return csvOf(rows, separator);
}
