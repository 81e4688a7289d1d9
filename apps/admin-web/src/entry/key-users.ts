import type { ApiProblem } from '../api/problem';

/** Somebody to ask. */
export type Contact = { name: string; email: string };

const isContact = (value: unknown): value is Contact =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'email' in value &&
  typeof value.email === 'string';

/** The key users whom a refusal names; services name them only to somebody who has proven who they are (C13). */
export function keyUsersOf(problem: ApiProblem | null): readonly Contact[] {
  const named = problem?.extensions.keyUsers;
  return Array.isArray(named) ? named.filter(isContact) : [];
}
