import { problems, type ProblemCode, type ProblemDetails } from '@tenantry/contracts';

/** One wrong value of a request; `pointer` is a JSON Pointer (RFC 6901) into the body, or names the parameter. */
export type ProblemEntry = { pointer: string; code: string; detail: string };

export type ProblemOptions = {
  detail?: string | undefined;
  errors?: ProblemEntry[] | undefined;
  /** Seconds after which trying again makes sense (`Retry-After`). */
  retryAfterSeconds?: number | undefined;
  /** Further members of the problem document (RFC 9457 section 3.2). */
  extensions?: Record<string, unknown> | undefined;
  cause?: unknown;
};

/** A failure that the caller is told about: code, status and title come from the published list of problems. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;

  constructor(
    readonly code: ProblemCode,
    readonly options: ProblemOptions = {},
  ) {
    super(
      options.detail ?? problems[code].title,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'Problem';
    this.status = problems[code].status;
    this.title = problems[code].title;
  }
}

/** The document that is sent: RFC 9457 section 3.1. `typeBase` is the address of the page that explains the codes. */
export function problemDocument(
  problem: Problem,
  typeBase: string,
  traceId: string | undefined,
): ProblemDetails {
  const { detail, errors, extensions } = problem.options;
  return {
    ...extensions,
    type: `${typeBase}#${problem.code}`,
    title: problem.title,
    status: problem.status,
    code: problem.code,
    ...(detail === undefined ? {} : { detail }),
    ...(traceId === undefined ? {} : { traceId }),
    ...(errors === undefined ? {} : { errors }),
  };
}
