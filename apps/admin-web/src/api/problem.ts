import type { ProblemCode, ProblemDetails } from '@tenantry/contracts';

/** What can go wrong before a service answers: the console's own codes beside those of the contracts. */
export type ConsoleProblemCode = 'network.unreachable' | 'answer.unreadable';

export type FieldProblem = NonNullable<ProblemDetails['errors']>[number];

/** A request that failed, with the service's RFC 9457 problem. `status` is 0 where no answer came. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly code: string,
    readonly status: number,
    readonly traceId: string | null,
    readonly errors: readonly FieldProblem[] = [],
    /** Members of the problem beyond the standard ones, such as the reason of a block. */
    readonly extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
  }

  is(...codes: ProblemCode[]): boolean {
    return codes.some((code) => code === this.code);
  }

  /** Whether the same request may well work in a moment. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 502;
  }
}

/** Field problems by the first part of their JSON Pointer: `/addresses/3` is the field `addresses`. */
export function problemsByField(problem: ApiProblem): Map<string, FieldProblem> {
  const byField = new Map<string, FieldProblem>();
  for (const error of problem.errors) {
    const field = error.pointer.split('/')[1];
    if (field && !byField.has(field)) byField.set(field, error);
  }
  return byField;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const isFieldProblem = (value: unknown): value is FieldProblem =>
  isRecord(value) && typeof value.pointer === 'string' && typeof value.code === 'string';

const standardMembers = ['type', 'title', 'status', 'detail', 'instance', 'code', 'traceId', 'errors'];

/** Reads a failed answer; an answer that is no problem document (a proxy's page) becomes one by its status. */
export function toProblem(status: number, body: unknown, traceId: string): ApiProblem {
  if (!isRecord(body) || typeof body.code !== 'string')
    return new ApiProblem(status >= 500 ? 'service.unavailable' : 'answer.unreadable', status, traceId);
  const { code, errors } = body;
  const extensions = Object.entries(body).filter(([name]) => !standardMembers.includes(name));
  return new ApiProblem(
    code,
    status,
    textOf(body.traceId) ?? traceId,
    Array.isArray(errors) ? errors.filter(isFieldProblem) : [],
    Object.fromEntries(extensions),
  );
}
