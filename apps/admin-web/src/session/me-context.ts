import { createContext, use } from 'react';
import type { CurrentSession } from '../api/identity';
import type { Me, Permission } from '../api/tenancy';

type SignedIn = { session: CurrentSession; me: Me };
const SignedInContext = createContext<SignedIn | null>(null);
export const SignedInProvider = SignedInContext.Provider;

/** Who is signed in, with their place in the tree and their permissions. Only below the console's layout. */
export function useSignedIn(): SignedIn & { may: (permission: Permission) => boolean } {
  const signedIn = use(SignedInContext);
  if (!signedIn) throw new Error('useSignedIn stands outside of the console');
  return { ...signedIn, may: (permission) => signedIn.me.permissions.includes(permission) };
}
