import type { Acting, CreateUserRequest } from '@tenantry/contracts';
import type { Once } from '@tenantry/service-defaults';
import { requireOwnPassword } from '../credentials/own-password';
import { usableAddress } from '../mails/usable-address';
import { addUser, type AddUserDeps, type CreatedUser } from './add-user';

/** `password` is the own one of whoever creates the user. */
export type CreateUser = CreateUserRequest & { acting: Acting };

/**
 * Creates a user whom one administrator has filled in (L1, L2), after their own password; see {@link addUser}.
 * Problems: 400 `request.invalid` at `/email`, 403 `password.wrong` and those of {@link addUser}.
 */
export const createUser =
  (deps: AddUserDeps) =>
  async ({ password, ...command }: CreateUser, once?: Once): Promise<CreatedUser> => {
    const email = usableAddress(command.email);
    await requireOwnPassword(deps, command.acting.actorId, password);
    // After the verify, which takes its time: what counts is what they may do now.
    return addUser(deps)({ ...command, email }, { fresh: true }, once);
  };
