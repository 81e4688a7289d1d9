import { ApiProblem } from '../api/problem';

/** The failure where the organization lets nobody in (A14); `null` where it is another one. */
export const organizationRefusal = (error: Error | null): ApiProblem | null =>
  error instanceof ApiProblem && error.is('sign_in.organization_suspended', 'sign_in.organization_closed')
    ? error
    : null;
