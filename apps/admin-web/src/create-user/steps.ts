import type { Values } from './draft';

export const steps = ['basic', 'permissions', 'firstPassword', 'review'] as const;
export type Step = (typeof steps)[number];

/** The fields of each step; what the service says of a field that is not here belongs to the permissions. */
const fields: Record<Step, readonly (keyof Values)[]> = {
  basic: ['organizationId', 'email', 'userName', 'firstName', 'middleName', 'lastName', 'language'],
  permissions: ['accountType'],
  firstPassword: ['firstPassword'],
  review: ['password'],
};

export const fieldsOf = (step: number): readonly (keyof Values)[] => fields[steps[step] ?? 'review'];

/** Where a field is filled in. */
export const stepOf = (field: string): number => {
  const at = steps.findIndex((step) => fields[step].some((one) => one === field));
  return at === -1 ? steps.indexOf('permissions') : at;
};
