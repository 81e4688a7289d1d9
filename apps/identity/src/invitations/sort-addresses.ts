import { isEmail, normaliseEmail } from '@tenantry/domain';
import { isDisposable } from '../mails/disposable';

export type SortedAddresses = {
  /** Normalised address → as it was typed first, in the order of the request. Addresses that differ only in form are one. */
  typed: Map<string, string>;
  /** Normalised addresses that can be invited, if nobody holds them. */
  usable: string[];
  refused: Map<string, 'malformed' | 'disposable'>;
};

/** Folds addresses that are the same and picks out what cannot be invited by its form alone (L9). */
export function sortAddresses(addresses: readonly string[]): SortedAddresses {
  const typed = new Map<string, string>();
  const refused: SortedAddresses['refused'] = new Map();
  const usable: string[] = [];
  for (const address of addresses) {
    const email = normaliseEmail(address);
    if (typed.has(email)) continue;
    typed.set(email, address.trim());
    if (!isEmail(email)) refused.set(email, 'malformed');
    else if (isDisposable(email)) refused.set(email, 'disposable');
    else usable.push(email);
  }
  return { typed, usable, refused };
}
