import { ApiProblem } from '../api/problem';

/** Whether what failed is that the own password, which confirms an act, is not right. */
export const isWrongPassword = (error: Error | null): boolean =>
  error instanceof ApiProblem && error.is('password.wrong');
