import { withoutValues } from './redact';

/** The message of anything thrown; Node's AggregateError has an empty one and hides it in `errors`. */
export function errorText(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(errorText).join('; ');
  return error instanceof Error ? withoutValues(error.message) : String(error);
}
