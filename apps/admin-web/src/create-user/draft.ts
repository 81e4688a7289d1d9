import type { AccountType, FirstPassword, Language } from '@tenantry/contracts';
import type { AccessDraft } from '../access/fitting';

export type FirstPasswordWay = Exclude<FirstPassword, 'invitation'>;
export const firstPasswordWays = ['welcome_link', 'one_off_mail', 'one_off_shown'] as const;

export type Values = {
  organizationId: string;
  email: string;
  /** Empty: the one that is proposed. */
  userName: string;
  firstName: string;
  middleName: string;
  lastName: string;
  language: Language;
  accountType: AccountType;
  /** Empty: the way that the organization proposes. */
  firstPassword: FirstPasswordWay | '';
  /** One's own; it is in no draft. */
  password: string;
};

/** What was filled in and not sent yet, for whoever closes the window by mistake. */
export type Draft = {
  values: Omit<Values, 'password'>;
  /** Its name, so that it can be told where the list is not there. */
  organizationName: string;
  access: Partial<AccessDraft>;
  step: number;
};

export const withoutPassword = ({ password, ...values }: Values): Draft['values'] => {
  void password;
  return values;
};

const storageKey = 'tenantry.draft.create-user';

/** Only in this tab, and only for who filled it in. */
export function keepDraft(userId: string, draft: Draft): void {
  sessionStorage.setItem(storageKey, JSON.stringify({ userId, draft }));
}

/** @returns the draft of this person; `null` where there is none */
export function keptDraft(userId: string): Draft | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as {
      userId: string;
      draft: Draft;
    } | null;
    return kept?.userId === userId ? kept.draft : null;
  } catch {
    return null;
  }
}

export const dropDraft = (): void => sessionStorage.removeItem(storageKey);
