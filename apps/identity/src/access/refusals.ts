import { type ProblemCode, problems } from '@tenantry/contracts';
import { UserRuleBroken } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';

/** A broken rule of a user's life as the problem with its code; any other error as it is. */
export function asProblem(error: unknown): unknown {
  if (!(error instanceof UserRuleBroken) || !isProblemCode(error.code)) return error;
  const { code, message: detail, status } = error;
  // Not `status`: that is HTTP's own (RFC 9457 section 3.1.2).
  return new Problem(code, { detail, cause: error, ...(status && { extensions: { userStatus: status } }) });
}

const isProblemCode = (code: string): code is ProblemCode => code in problems;
