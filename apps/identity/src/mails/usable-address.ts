import { isEmail, normaliseEmail } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import { isDisposable } from './disposable';

/**
 * The normalised form of an address to which mail can be sent for longer than a day.
 * @throws {Problem} 400 `request.invalid` with the code `email.malformed` or `email.disposable` at `/email`
 */
export function usableAddress(typed: string): string {
  const email = normaliseEmail(typed);
  if (!isEmail(email)) throw invalidEmail('email.malformed', 'This is not an e-mail address.');
  if (isDisposable(email))
    throw invalidEmail('email.disposable', 'Disposable addresses are not accepted. Use a lasting one.');
  return email;
}

const invalidEmail = (code: string, detail: string) =>
  new Problem('request.invalid', { errors: [{ pointer: '/email', code, detail }] });
