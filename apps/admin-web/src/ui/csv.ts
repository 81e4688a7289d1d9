/** A cell of a CSV file: quoted, and harmless where a spreadsheet would take it for a formula (ASVS 1.2.10). */
const cell = (text: string): string => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;

/**
 * Rows as a CSV file (RFC 4180 with a byte order mark, for spreadsheets).
 * @param separator `,` in English, `;` where the comma separates decimals
 */
export const csvOf = (rows: readonly (readonly string[])[], separator: ',' | ';'): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(separator)).join('\r\n')}\r\n`;
