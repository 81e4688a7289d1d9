import type { ProblemCode } from '@tenantry/contracts';
import { Problem } from '@tenantry/service-defaults';
import { QueryFailedError } from 'typeorm';

/**
 * Carries out a write whose name must be free. Uniqueness is the database's word, so two who take a name at once never
 * both succeed.
 * @param index the unique index of the names
 * @throws {Problem} `taken` where the name is not free; the transaction is over then
 */
export async function withUniqueName<T>(
  index: string,
  taken: ProblemCode,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof QueryFailedError) {
      const { code, constraint } = error.driverError as { code?: string; constraint?: string };
      if (code === '23505' && constraint === index) throw new Problem(taken, { cause: error });
    }
    throw error;
  }
}
