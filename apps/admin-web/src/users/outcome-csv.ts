import type { InvitationResult } from '../api/identity';

/** A cell of a CSV file: quoted, and harmless where a spreadsheet would take it for a formula (ASVS 1.2.10). */
const cell = (text: string): string => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;

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
  return `\uFEFF${rows.map((row) => row.map(cell).join(separator)).join('\r\n')}\r\n`;
}
