import { browser, codeOf } from './people';
import type { Identity } from './start-identity';

export const newPassword = 'copper lantern 77 drifts';

/** The steps of setting passwords, against the identity that runs when they are taken. */
export const passwordSteps = (identity: () => Identity) => {
  const lastMail = async (email: string) => (await identity().mailsTo(email)).at(-1);
  return {
    signIn: (identifier: string, password: string) =>
      browser(identity()).post('/v1/sessions', { identifier, password }),
    setPassword: (code: string, password = newPassword) =>
      browser(identity()).post('/v1/passwords', { code, password }),
    inspect: (code: string) => browser(identity()).post('/v1/codes/inspect', { code }),
    forgot: (identifier: string) => browser(identity()).post('/v1/password-resets', { identifier }),
    lastMail,
    lastCode: async (email: string) => codeOf((await lastMail(email))?.link),
  };
};
