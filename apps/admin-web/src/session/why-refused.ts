import { onSession } from '../api/client';

let why: 'other_environment' | 'organization_suspended' | null = null;

onSession('sessionLost', (problem) => {
  if (problem.is('session.other_environment')) why = 'other_environment';
  else if (problem.is('session.organization_suspended')) why = 'organization_suspended';
  else why = null;
});

/** Why the last request of a session was refused, where that is more than that it is over (C10, A14). */
export const whyRefused = (): typeof why => why;
