/** Ranks, lowest first (A2). */
export const accountTypes = ['standard', 'privileged', 'master'] as const;
export type AccountType = (typeof accountTypes)[number];

/** 0 for `standard`, 2 for `master`. */
export const rank = (accountType: AccountType): number => accountTypes.indexOf(accountType);

export const ranksAtLeast = (one: AccountType, other: AccountType): boolean => rank(one) >= rank(other);
