import type { AccountType, OrganizationKind } from '@tenantry/contracts';
import type { Person } from './plan-people';

export type DemonstrationSignIn = { label: string; identifier: string; password: string };

const chosen: { kind: OrganizationKind; accountType: AccountType; label: string }[] = [
  { kind: 'operator', accountType: 'master', label: 'master of the operator' },
  { kind: 'reseller', accountType: 'master', label: 'master of a reseller' },
  { kind: 'company', accountType: 'privileged', label: 'delegated administrator of a company' },
  { kind: 'customer', accountType: 'standard', label: 'user of a customer' },
];

/** One active person of each sort, to look at the demonstration with. */
export const signInsOf = (people: readonly Person[], password: string): DemonstrationSignIn[] =>
  chosen.flatMap(({ kind, accountType, label }) => {
    const person = people.find(
      (one) =>
        one.organization.kind === kind &&
        one.accountType === accountType &&
        one.user.snapshot.status === 'active',
    );
    if (!person) return [];
    return [
      { label: `${label}, ${person.organization.name}`, identifier: person.user.snapshot.email, password },
    ];
  });
