import type { ComparedTyped as Compared, Diagnosis } from '@tenantry/contracts';
import { queryOptions } from '@tanstack/react-query';
import { type Call, request } from './client';

export type ComparedTyped = Compared;
export type Finding = Diagnosis['findings'][number];
export type FailedSignIn = Diagnosis['failedSignIns'][number];
export type NamedCharacter = NonNullable<Finding['facts']['characters']>[number];

const diagnoseUser = (userId: string, call: Call) =>
  request<Diagnosis>('identity', 'GET', `/v1/users/${userId}/diagnosis`, call);

/** How what the user types differs from e-mail and user name. */
export const compareTyped = (userId: string, typed: string) =>
  request<Compared>('identity', 'POST', `/v1/users/${userId}/typed-name`, { body: { typed } });

/** What keeps mail from the user or the user from signing in, anew after every command on them. */
export const diagnosisQuery = (userId: string) =>
  queryOptions({
    queryKey: ['user', userId, 'diagnosis'],
    queryFn: ({ signal }) => diagnoseUser(userId, { signal }),
  });
