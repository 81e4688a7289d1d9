import { randomUUID } from 'node:crypto';
import type { Language } from '@tenantry/contracts';
import { normaliseUserName, User, type UserOrigin } from '@tenantry/domain';
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

/** Makes an invitation; stores nothing. `actor` is who invites. */
export const newInvitation =
  ({ seal, environment, publicUrl, validDays, idleSeconds }: InvitationSettings) =>
  async (invitee: Invitee, actor: string, at: Date): Promise<NewInvitation> => {
    const { email, userName, organizationId, organizationName, inviterName, language, account } = invitee;
    const id = randomUUID();
    const expiresAt = new Date(at.getTime() + validDays * dayMs);
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
        idleSeconds,
      },
      actor,
      at,
      account ? 2 : 1,
    );
    const { code, hash } = newCode(environment);
    const values = { organizationName, ...(inviterName === null ? {} : { inviterName }) };
    const mail = await prepareSecretMail(seal)(
      { template: 'invitation', userId: id, organizationId, to: email, language, values },
      { link: linkOf(publicUrl, 'invitation', code), expiresAt },
    );
    return {
      newcomer: { user, ...grantedBy(invitee), ...(account ? { account } : {}) },
      code: { purpose: 'invitation', hash, owner: { userId: id }, createdAt: at, expiresAt },
      mail,
    };
  };
