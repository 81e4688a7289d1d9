type Fields = { type: string; message: string; stack?: string; code?: string; cause?: unknown };

/**
 * What is logged of an error: type, message, stack, code and cause. Nothing else that hangs on it: the errors of the
 * database carry the values of the statement.
 */
export function errorFields(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: unknown };
  const fields: Fields = { type: error.name, message: error.message };
  if (error.stack) fields.stack = error.stack;
  if (typeof code === 'string') fields.code = code;
  const cause = error.cause ?? (error instanceof AggregateError ? (error.errors as unknown[])[0] : undefined);
  if (cause instanceof Error && depth < 3) fields.cause = errorFields(cause, depth + 1);
  return fields;
}
