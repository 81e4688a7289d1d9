let offset = 0;

/** Takes over the time of the console's server from the `Date` of an answer, where the browser's clock is wrong. */
export function noteServerTime(date: string | null): void {
  const told = Date.parse(date ?? '');
  if (Number.isNaN(told)) return;
  // The header has whole seconds, and the answer was on its way: less than that is no difference.
  offset = Math.abs(told - Date.now()) > 3_000 ? told - Date.now() : 0;
}

/** Now (milliseconds) by the server's clock, for times that the services enforce. */
export const serverNow = (): number => Date.now() + offset;
