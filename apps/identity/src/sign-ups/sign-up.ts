import { randomUUID } from 'node:crypto';
import type { Language } from '@tenantry/contracts';
import type { Seal } from '@tenantry/service-defaults';
import type { DataSource, EntityManager } from 'typeorm';
import { linkOf, newCode, storeCodes } from '../credentials/codes';
import { alreadyRegisteredMail, prepareSecretMail, requestMail } from '../mails/request-mail';
import { mayMailStranger } from '../mails/stranger-mail';
import { usableAddress } from '../mails/usable-address';
import { requireOperator } from '../organizations/operator';
import type { Transact } from '../transact';
import { findHolders } from '../users/user.repository';

export type SignUp = {
  organizationName: string;
  firstName: string;
  lastName: string;
  email: string;
  language: Language;
};

type Deps = {
  database: DataSource;
  transact: Transact;
  seal: Seal;
  clock: () => Date;
  environment: string;
  publicUrl: string;
  validHours: number;
};

const actor = 'service/identity';

/**
 * Takes the wish for an account and mails a link that proves the address (C11). The same for an address that has an account
 * already: its holder is told by mail, the caller is not.
 * Problems: 409 `sign_up.not_open`, 400 `request.invalid` with the code `email.malformed` or `email.disposable` at `/email`.
 */
export const signUp =
  ({ database, transact, seal, clock, environment, publicUrl, validHours }: Deps) =>
  async (wish: SignUp): Promise<void> => {
    await requireOperator(database.manager);
    const email = usableAddress(wish.email);

    const at = clock();
    const expiresAt = new Date(at.getTime() + validHours * 3_600_000);
    const { code, hash } = newCode(environment);
    // Also for addresses that are taken, before anybody has looked: the answer takes the same time for both.
    const mail = await prepareSecretMail(seal)(
      { template: 'verify_email', userId: null, to: email, language: wish.language, values: {} },
      { link: linkOf(publicUrl, 'verify_email', code), expiresAt },
    );

    await transact(async (tx) => {
      if (!(await mayMailStranger(tx, email, at))) return;
      const [holder] = await findHolders(tx, [email]);
      // The same statements for both, so that the time of the answer does not tell either (ASVS 6.3.8).
      await tx.query('savepoint wish');
      const signUpId = await storeSignUp(tx, { ...wish, email }, at, expiresAt);
      await storeCodes(tx, [
        { purpose: 'verify_email', hash, owner: { signUpId }, createdAt: at, expiresAt },
      ]);
      await tx.query(holder ? 'rollback to savepoint wish' : 'release savepoint wish');
      await requestMail(tx, holder ? alreadyRegisteredMail(holder, at) : mail, actor);
    });
  };

/** One waiting sign-up an address: the newest wish counts. */
async function storeSignUp(tx: EntityManager, wish: SignUp, at: Date, expiresAt: Date): Promise<string> {
  const [row] = await tx.query<[{ id: string }]>(
    `insert into sign_up (id, email, organization_name, first_name, last_name, language, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (email) do update set organization_name = $3, first_name = $4, last_name = $5, language = $6,
       created_at = $7, expires_at = $8
     returning id`,
    [
      randomUUID(),
      wish.email,
      wish.organizationName,
      wish.firstName,
      wish.lastName,
      wish.language,
      at,
      expiresAt,
    ],
  );
  return row.id;
}
