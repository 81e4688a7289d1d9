import { type ProblemCode, problems } from '@tenantry/contracts';
import { UserRuleBroken } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';

/** A broken rule of a user's life as the problem with its code; any other error as it is. */
export function asProblem(error: unknown): unknown {
  if (!(error instanceof UserRuleBroken) || !isProblemCode(error.code)) return error;
  return new Problem(error.code, { detail: error.message, cause: error });
}

const isProblemCode = (code: string): code is ProblemCode => code in problems;
