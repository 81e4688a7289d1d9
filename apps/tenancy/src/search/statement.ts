/** Takes a value and gives its placeholder: `$1`, `$2` … */
export type Bind = (value: unknown) => string;

/** The values of one SQL statement, in the order of their placeholders. */
export function statement(): { values: unknown[]; bind: Bind } {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}
