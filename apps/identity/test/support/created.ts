import { randomUUID } from 'node:crypto';
import { normaliseUserName, User } from '@tenantry/domain';
import {
  type FirstPasswordWay,
  newFirstPassword,
  storeFirstPassword,
} from '../../src/credentials/first-password';
import { passwordSettings, passwordSettingsIn } from '../../src/credentials/password-settings';
import { argon2Passwords } from '../../src/credentials/passwords';
import { findStanding } from '../../src/organizations/standing';
import { insertNewcomers } from '../../src/users/user.repository';
import { newAddress, type Person } from './people';
import type { Identity } from './start-identity';

/** A user whom an administrator has created, with a way to the first password, as it lies in the database then. */
export async function created(identity: Identity, by: Person, way: FirstPasswordWay) {
  const { config, database, seal } = identity;
  const id = randomUUID();
  const email = newAddress('cleo.hart');
  const userName = email.split('@')[0] ?? '';
  const at = new Date();
  const actor = `user/${by.userId}`;
  const user = User.create(
    {
      id,
      organizationId: by.organizationId,
      userName,
      userNameNormalised: normaliseUserName(userName),
      email,
      emailNormalised: email,
      firstName: 'Cleo',
      lastName: 'Hart',
      language: 'en',
      origin: 'created',
      invitationExpiresAt: null,
      idleSeconds: config.SESSION_IDLE_SECONDS,
    },
    actor,
    at,
  );
  const standing = await findStanding(database.manager, by.organizationId);
  const settings = passwordSettingsIn(
    passwordSettings(config, { seal, passwords: argon2Passwords() }),
    standing,
  );
  const madeBy = { organizationName: standing?.name ?? '', creatorName: 'Ana Ruiz' };
  const first = await newFirstPassword(settings, way, user.snapshot, madeBy, at);
  await database.transaction(async (tx) => {
    await insertNewcomers(tx, [{ user, accountType: 'standard', firstPassword: way }]);
    await storeFirstPassword(tx, first, actor, at);
  });
  return { userId: id, email, userName, shown: first.shown };
}
