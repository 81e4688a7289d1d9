import { randomUUID } from 'node:crypto';
import { type AccountType, type Language, languageSchema, type OrganizationKind } from '@tenantry/contracts';
import { normaliseUserName, proposeUserName, User } from '@tenantry/domain';
import { toLatin } from './latin';
import { leaveUnused } from './leave';
import { blockReasons, leaveReasons, names as namesOf, unblockComments } from './names';
import { type Random, randomFrom } from './random';

export type SeededOrganization = {
  organizationId: string;
  name: string;
  kind: OrganizationKind;
  parentId: string | null;
};

/** A person of the demonstration with the life that they have had. */
export type Person = {
  user: User;
  accountType: AccountType;
  organization: SeededOrganization;
  /** Whether they have chosen a password. */
  activated: boolean;
  signedInAt: Date | null;
};

const dayMs = 24 * 3_600_000;
/** Nothing is younger: facts older than 7 days are never mailed. */
const youngestDays = 8;
const oldestDays = 400;
const invitationDays = 7;

const legalForms = /^(ООО|АО)\s|\s(GmbH|AG|eG|Ltd|S\.[AL]\.)$/;

/** How many people an organization of a kind has besides its master. */
const sizes: Record<OrganizationKind, { privileged: number; standard: [least: number, most: number] }> = {
  operator: { privileged: 4, standard: [20, 30] },
  reseller: { privileged: 5, standard: [50, 70] },
  company: { privileged: 3, standard: [60, 110] },
  customer: { privileged: 1, standard: [20, 75] },
};

/** What an organization's name is written in; where it does not tell, the same as above it. */
function languageOf(name: string, above: Language): Language {
  if (/\p{Script=Cyrillic}/u.test(name)) return 'ru';
  if (/[ñáéíóú]|\bS\.[AL]\./i.test(name)) return 'es';
  if (/[äöüß]|GmbH|\bAG\b|\beG\b/i.test(name)) return 'de';
  if (/\b(the|ltd|trust|union|networks)\b/i.test(name)) return 'en';
  return above;
}

/**
 * The people of the demonstration: the same ones at each call but for their ids, with lives that lie between 400 and 8 days
 * before `now`. In each organization a master comes first.
 */
export function planPeople(
  organizations: readonly SeededOrganization[],
  idleSeconds: number,
  now: Date,
): Person[] {
  const random = randomFrom(20_251_122);
  const languages = new Map<string, Language>();
  const taken = { emails: new Set<string>(), userNames: new Set<string>() };
  return organizations.flatMap((organization) => {
    const language = languageOf(organization.name, languages.get(organization.parentId ?? '') ?? 'en');
    languages.set(organization.organizationId, language);
    const planned = { random, organization, language, taken, idleSeconds, now };
    const master = planMaster(planned);
    const { privileged, standard } = sizes[organization.kind];
    const admins = Array.from({ length: privileged }, (_, place) =>
      planInvited(planned, 'privileged', [master.user], place === 0),
    );
    const inviters = [master, ...admins].filter(({ activated }) => activated).map(({ user }) => user);
    const others = Array.from({ length: Math.round(random.between(...standard)) }, (_, place) =>
      planInvited(planned, 'standard', inviters, place === 0),
    );
    return [master, ...admins, ...others];
  });
}

type Plan = {
  random: Random;
  organization: SeededOrganization;
  language: Language;
  taken: { emails: Set<string>; userNames: Set<string> };
  idleSeconds: number;
  now: Date;
};

function planMaster(plan: Plan): Person {
  const { random, organization, now } = plan;
  const { profile, names } = newPerson(plan);
  const at = daysBefore(now, random.between(oldestDays - 20, oldestDays));
  const operator = organization.kind === 'operator';
  const origin = operator ? ('bootstrap' as const) : ('sign_up' as const);
  const invitationExpiresAt = operator ? daysAfter(at, invitationDays) : null;
  const actor = operator ? 'service/identity' : `user/${profile.id}`;
  const user = User.create({ ...profile, ...names, origin, invitationExpiresAt }, actor, at);
  user.activate(operator ? 'invitation_accepted' : 'email_verified', names, at);
  const signedInAt = daysBefore(now, random.between(youngestDays, youngestDays + 3));
  return { user, accountType: 'master', organization, activated: true, signedInAt };
}

/** @param steady an active user without adventures: somebody whom the demonstration can sign in with */
function planInvited(
  plan: Plan,
  accountType: AccountType,
  inviters: readonly User[],
  steady: boolean,
): Person {
  const { random, organization, language, now } = plan;
  const { profile, names } = newPerson(plan);
  const open = !steady && random.chance(0.05);
  // An invitation that is still open was sent as late as the seed may, and with a longer time than usual.
  const at = daysBefore(
    now,
    open
      ? random.between(youngestDays, youngestDays + 1)
      : random.between(youngestDays + 60, oldestDays - 30),
  );
  // Nobody has invited before they were there themselves: the first in the list always was.
  const known = inviters.filter((inviter) => daysAfter(inviter.snapshot.createdAt, invitationDays) <= at);
  const actor = `user/${random.pick(known as [User, ...User[]]).id}`;
  const invitationExpiresAt = open ? daysAfter(now, random.between(1, 6)) : daysAfter(at, invitationDays);
  const user = User.create(
    { ...profile, firstName: null, lastName: null, origin: 'invitation', invitationExpiresAt },
    actor,
    at,
  );
  const person = { user, accountType, organization };
  if (open) return { ...person, activated: false, signedInAt: null };
  if (!steady && random.chance(0.05)) {
    user.expireInvitation('service/scheduler', invitationExpiresAt);
    return { ...person, activated: false, signedInAt: null };
  }
  const activatedAt = daysAfter(at, random.between(0.1, invitationDays));
  user.activate('invitation_accepted', names, activatedAt);
  const left = leave({ ...plan, user, actor, activatedAt, steady });
  if (left) return { ...person, activated: true, signedInAt: left };
  const blockedAt = new Date(
    random.between(activatedAt.getTime(), daysBefore(now, youngestDays + 10).getTime()),
  );
  // Whoever is active has been there lately: the rule of inactivity would have taken the others (L7).
  const lately = Math.max(activatedAt.getTime(), daysBefore(now, youngestDays + 50).getTime());
  const signedInAt = new Date(random.between(lately, daysBefore(now, youngestDays).getTime()));
  if (steady || !random.chance(0.1)) return { ...person, activated: true, signedInAt };

  user.block(random.pick(blockReasons[language]), { actor }, blockedAt);
  user.endSessions(1, blockedAt);
  if (random.chance(0.4)) {
    user.unblock(
      random.chance(0.7) ? random.pick(unblockComments[language]) : null,
      { actor },
      daysAfter(blockedAt, random.between(0.2, 8)),
    );
    return { ...person, activated: true, signedInAt };
  }
  return { ...person, activated: true, signedInAt: activatedAt };
}

type Leaving = Plan & { user: User; actor: string; activatedAt: Date; steady: boolean };

/**
 * A few are gone by now: deactivated by an administrator, or for inactivity, or removed.
 * @returns when they signed in last; `null` of who is still there
 */
function leave({ random, language, now, user, actor, activatedAt, steady }: Leaving): Date | null {
  const way = steady ? 1 : random.between(0, 1);
  // So early that all of it lies in the time of the demonstration.
  const last = new Date(random.between(activatedAt.getTime(), activatedAt.getTime() + 30 * dayMs));
  if (way < 0.04 && daysAfter(last, 95) <= daysBefore(now, youngestDays)) {
    leaveUnused(user, last, daysAfter);
    return last;
  }
  const at = daysAfter(last, 5);
  if (way >= 0.1 || at > daysBefore(now, youngestDays)) return null;
  if (way < 0.07) user.deactivate('manual', random.pick(leaveReasons[language]), { actor }, at);
  else user.remove(null, { actor }, at);
  user.endSessions(1, at);
  return last;
}

/** Names, address and user name that nobody in the demonstration has yet. */
function newPerson({ random, organization, language, taken, idleSeconds }: Plan) {
  const own = random.chance(0.85)
    ? language
    : random.pick(languageSchema.options as [Language, ...Language[]]);
  const { first, last } = random.pick(namesOf[own]);
  const firstName = random.pick(first);
  const lastName = random.pick(last);
  const free = (make: (tries: number) => string, among: Set<string>): string => {
    let tries = 0;
    while (among.has(make(tries))) tries += 1;
    among.add(make(tries));
    return make(tries);
  };
  const local = `${toLatin(firstName)}.${toLatin(lastName)}`;
  const domain = `${toLatin(organization.name.replace(legalForms, ''))}.example`;
  const email = free((tries) => `${local}${tries === 0 ? '' : tries + 1}@${domain}`, taken.emails);
  const userName = free((tries) => normaliseUserName(proposeUserName(email, tries)), taken.userNames);
  const profile = {
    id: randomUUID(),
    organizationId: organization.organizationId,
    userName,
    userNameNormalised: userName,
    email,
    emailNormalised: email,
    language: own,
    idleSeconds,
  };
  return { profile, names: { firstName, lastName } };
}

const daysBefore = (time: Date, days: number): Date => daysAfter(time, -days);
const daysAfter = (time: Date, days: number): Date => new Date(time.getTime() + days * dayMs);
