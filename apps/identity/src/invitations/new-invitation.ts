import { randomUUID } from 'node:crypto';
import type { Language } from '@tenantry/contracts';
import { normaliseUserName, User, type UserOrigin, type UserState } from '@tenantry/domain';
import type { Seal } from '@tenantry/service-defaults';
import type { Config } from '../config';
import { linkOf, newCode, type StoredCode } from '../credentials/codes';
import { type PreparedMail, prepareSecretMail } from '../mails/request-mail';
import type { Standing } from '../organizations/standing';
import { type Granted, grantedBy, type Newcomer } from '../users/user-events';

const dayMs = 24 * 3_600_000;

type SettingsConfig = Pick<
  Config,
  'ENVIRONMENT' | 'PUBLIC_URL' | 'INVITATION_VALID_DAYS' | 'SESSION_IDLE_SECONDS'
>;
export type InvitationSettings = {
  seal: Seal;
  environment: string;
  publicUrl: string;
  validDays: number;
  idleSeconds: number;
};

export const invitationSettings = (config: SettingsConfig, seal: Seal): InvitationSettings => ({
  seal,
  environment: config.ENVIRONMENT,
  publicUrl: config.PUBLIC_URL,
  validDays: config.INVITATION_VALID_DAYS,
  idleSeconds: config.SESSION_IDLE_SECONDS,
});

/** What the organization or one above it has decided for itself goes before the installation's configuration. */
export const settingsFor = (
  settings: InvitationSettings,
  { invitationValidDays, idleSeconds }: Pick<Standing, 'invitationValidDays' | 'idleSeconds'>,
): InvitationSettings => ({
  ...settings,
  validDays: invitationValidDays ?? settings.validDays,
  idleSeconds: idleSeconds ?? settings.idleSeconds,
});

/** Everything of one invitation that is to be stored together: a pending user, the code of the link, the mail that carries it. */
export type NewInvitation = { newcomer: Newcomer; code: StoredCode; mail: PreparedMail };

export type Invitee = Granted & {
  organizationId: string;
  organizationName: string;
  email: string;
  userName: string;
  language: Language;
  /** `null` where nobody in particular invites. */
  inviterName: string | null;
  origin: UserOrigin;
  /** Where they are known before the invitee gives them. */
  names?: { firstName: string; lastName: string };
  account?: NonNullable<Newcomer['account']>;
};

type InvitedBy = Pick<Invitee, 'organizationName' | 'inviterName'>;

/** Makes the code of an invitation and the mail that carries it as a link; stores nothing. */
export async function newInvitationLink(
  { seal, environment, publicUrl, validDays }: InvitationSettings,
  to: Pick<UserState, 'id' | 'organizationId' | 'email' | 'language'>,
  { organizationName, inviterName }: InvitedBy,
  at: Date,
): Promise<Pick<NewInvitation, 'code' | 'mail'> & { expiresAt: Date }> {
  const { id, organizationId, email } = to;
  const language = to.language as Language;
  const expiresAt = new Date(at.getTime() + validDays * dayMs);
  const { code, hash } = newCode(environment);
  const values = { organizationName, ...(inviterName === null ? {} : { inviterName }) };
  const mail = await prepareSecretMail(seal)(
    { template: 'invitation', userId: id, organizationId, to: email, language, values },
    { link: linkOf(publicUrl, 'invitation', code), expiresAt },
  );
  return {
    code: { purpose: 'invitation', hash, owner: { userId: id }, createdAt: at, expiresAt },
    mail,
    expiresAt,
  };
}

/** Makes an invitation; stores nothing. `actor` is who invites. */
export const newInvitation =
  (settings: InvitationSettings) =>
  async (invitee: Invitee, actor: string, at: Date): Promise<NewInvitation> => {
    const { email, userName, organizationId, organizationName, inviterName, language, account } = invitee;
    const id = randomUUID();
    const to = { id, organizationId, email, language };
    const { code, mail, expiresAt } = await newInvitationLink(
      settings,
      to,
      { organizationName, inviterName },
      at,
    );
    const user = User.create(
      {
        id,
        organizationId,
        userName,
        userNameNormalised: normaliseUserName(userName),
        email,
        emailNormalised: email,
        firstName: invitee.names?.firstName ?? null,
        lastName: invitee.names?.lastName ?? null,
        language,
        origin: invitee.origin,
        invitationExpiresAt: expiresAt,
        idleSeconds: settings.idleSeconds,
      },
      actor,
      at,
      account ? 2 : 1,
    );
    return { newcomer: { user, ...grantedBy(invitee), ...(account ? { account } : {}) }, code, mail };
  };
