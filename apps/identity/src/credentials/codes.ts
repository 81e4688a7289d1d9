import { createHash, randomBytes } from 'node:crypto';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';

/** Codes with which a user who exists chooses a password. */
export const passwordPurposes = ['welcome', 'reset', 'forgotten', 'one_off_change'] as const;
type PasswordPurpose = (typeof passwordPurposes)[number];
export type CodePurpose = 'verify_email' | 'invitation' | PasswordPurpose;

/** A code as it goes into a link, and what is stored of it. */
export type NewCode = { code: string; hash: Buffer };

const sha256 = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** `<environment>.<32 random bytes as base64url>`: whoever reads the link sees which installation it belongs to (C10). */
export function newCode(environment: string): NewCode {
  const secret = randomBytes(32).toString('base64url');
  return { code: `${environment}.${secret}`, hash: sha256(secret) };
}

/**
 * What is stored of a code that somebody presents. No salt is needed for 256 random bits (ASVS 11.5.1).
 * @throws {Problem} `code.unknown` where it has not the form of a code, `code.other_environment`
 */
export function hashOfCode(code: string, environment: string): Buffer {
  const [, origin, secret] = /^([a-z][a-z0-9-]*)\.([\w-]{43})$/.exec(code) ?? [];
  if (!origin || !secret) throw new Problem('code.unknown');
  if (origin !== environment) {
    throw new Problem('code.other_environment', {
      detail: `This link belongs to the environment ${origin}; this is ${environment}. Open it there.`,
      extensions: { environment: origin },
    });
  }
  return sha256(secret);
}

const pages = {
  verify_email: 'verify-email',
  invitation: 'accept-invitation',
  welcome: 'set-password',
  reset: 'set-password',
  forgotten: 'set-password',
};

/** The link that is mailed. The code is in the fragment, so browsers send it to no server and no log gets it (ASVS 14.2.1). */
export function linkOf(
  publicUrl: string,
  purpose: Exclude<CodePurpose, 'one_off_change'>,
  code: string,
): string {
  const page = pages[purpose];
  return `${publicUrl.replace(/\/$/, '')}/${page}#code=${code}`;
}

export type StoredCode = {
  purpose: CodePurpose;
  hash: Buffer;
  owner: { userId: string } | { signUpId: string };
  createdAt: Date;
  expiresAt: Date;
};

/** Stores codes; older ones of the same owner and purpose that nobody has spent die. */
export async function storeCodes(tx: EntityManager, codes: readonly StoredCode[]): Promise<void> {
  const userIds = codes.map(({ owner }) => ('userId' in owner ? owner.userId : null));
  const signUpIds = codes.map(({ owner }) => ('signUpId' in owner ? owner.signUpId : null));
  const purposes = codes.map(({ purpose }) => purpose);
  await tx.query(
    `delete from code using unnest($1::uuid[], $2::uuid[], $3::text[]) as newer (user_id, sign_up_id, purpose)
     where code.purpose = newer.purpose and used_at is null
       and (code.user_id = newer.user_id or code.sign_up_id = newer.sign_up_id)`,
    [userIds, signUpIds, purposes],
  );
  await tx.query(
    `insert into code (user_id, sign_up_id, purpose, hash, created_at, expires_at)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::timestamptz[], $6::timestamptz[])`,
    [
      userIds,
      signUpIds,
      purposes,
      codes.map(({ hash }) => hash),
      codes.map(({ createdAt }) => createdAt.toISOString()),
      codes.map(({ expiresAt }) => expiresAt.toISOString()),
    ],
  );
}

/** No code that was made before leads to a password of this user any more. */
export async function killPasswordCodes(tx: EntityManager, userId: string): Promise<void> {
  await tx.query('delete from code where user_id = $1 and purpose = any($2) and used_at is null', [
    userId,
    passwordPurposes,
  ]);
}

/** No link that was mailed to this user is good for anything any more. */
export async function killCodes(tx: EntityManager, userId: string): Promise<void> {
  await tx.query('delete from code where user_id = $1 and used_at is null', [userId]);
}

export type SpentCode = { userId: string | null; signUpId: string | null; purpose: CodePurpose };

/**
 * Spends a code: one statement, so of any number of parallel tries one succeeds.
 * @throws {Problem} `code.unknown`, `code.used`, `code.expired`
 */
export async function spendCode(
  tx: EntityManager,
  spend: { hash: Buffer; purposes: readonly CodePurpose[]; at: Date },
): Promise<SpentCode> {
  const [rows] = await tx.query<[SpentCode[], number]>(
    `update code set used_at = $3 where hash = $1 and purpose = any($2) and used_at is null and expires_at > $3
     returning user_id as "userId", sign_up_id as "signUpId", purpose`,
    [spend.hash, spend.purposes, spend.at],
  );
  const [spent] = rows;
  if (spent) return spent;
  await findUsableCode(tx, spend);
  // Usable again a moment later: somebody else's try was rolled back in between.
  throw new Problem('service.unavailable', { retryAfterSeconds: 1 });
}

export type UsableCode = {
  purpose: CodePurpose;
  email: string;
  userName: string | null;
  /** Of an existing user's code. */
  userId: string | null;
  /** Where the user belongs. */
  organizationId: string | null;
  organizationName: string | null;
  firstName: string | null;
  lastName: string | null;
  expiresAt: Date;
};

/**
 * What a code is for; spends nothing.
 * @throws {Problem} `code.unknown`, `code.used`, `code.expired`
 */
export async function findUsableCode(
  manager: EntityManager,
  { hash, purposes, at }: { hash: Buffer; purposes?: readonly CodePurpose[]; at: Date },
): Promise<UsableCode> {
  const [found] = await manager.query<(UsableCode & { usedAt: Date | null })[]>(
    `select purpose, coalesce(owner.email, sign_up.email) as email, user_name as "userName", owner.id as "userId",
       owner.organization_id as "organizationId", coalesce(organization.name, organization_name) as "organizationName",
       coalesce(owner.first_name, sign_up.first_name) as "firstName",
       coalesce(owner.last_name, sign_up.last_name) as "lastName",
       code.expires_at as "expiresAt", used_at as "usedAt"
     from code
       left join users owner on owner.id = code.user_id
       left join organization on organization.id = owner.organization_id
       left join sign_up on sign_up.id = code.sign_up_id
     where hash = $1 and ($2::text[] is null or purpose = any($2))`,
    [hash, purposes ?? null],
  );
  if (!found) throw new Problem('code.unknown');
  const { usedAt, ...code } = found;
  if (usedAt) throw new Problem('code.used');
  if (code.expiresAt <= at) throw new Problem('code.expired');
  return code;
}
