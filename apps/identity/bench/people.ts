import { randomUUID } from 'node:crypto';
import { normaliseUserName, User } from '@tenantry/domain';
import { savePassword } from '../src/credentials/credential.repository';
import { argon2Passwords } from '../src/credentials/passwords';
import { insertNewcomers } from '../src/users/user.repository';
import type { Identity } from '../test/support/start-identity';

export const password = 'brisk walnut harbour 41';

/** Active users of one organization, all with the same password. @returns their addresses */
export async function somePeople({ database, config }: Identity, count: number): Promise<string[]> {
  const passwordHash = await argon2Passwords().hash(password);
  const organizationId = randomUUID();
  const at = new Date();
  const newcomers = Array.from({ length: count }, (_, n) => {
    const userName = `person.${n}.${organizationId.slice(0, 8)}`;
    const email = `${userName}@acme.example`;
    const user = User.create(
      {
        id: randomUUID(),
        organizationId,
        userName,
        userNameNormalised: normaliseUserName(userName),
        email,
        emailNormalised: email,
        firstName: 'Ana',
        lastName: 'Ruiz',
        language: 'en',
        origin: 'invitation',
        invitationExpiresAt: null,
        idleSeconds: config.SESSION_IDLE_SECONDS,
      },
      'service/identity',
      at,
    );
    user.activate('invitation_accepted', null, at);
    return { user, accountType: 'standard' as const };
  });
  await database.transaction(async (tx) => {
    await tx.query(
      `insert into organization (id, parent_id, kind, name, path, version)
       values ($1, null, 'company', 'Acme Fountain Pens', array[$1::uuid], 1)`,
      [organizationId],
    );
    await insertNewcomers(tx, newcomers);
    for (const { user } of newcomers) await savePassword(tx, { userId: user.id, passwordHash, at });
  });
  return newcomers.map(({ user }) => user.snapshot.email);
}
