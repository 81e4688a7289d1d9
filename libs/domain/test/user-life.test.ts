import fc from 'fast-check';
import {
  type By,
  occurrences,
  rebuild,
  transitions,
  User,
  UserRuleBroken,
  type UserHappened,
  type UserOrigin,
  type UserState,
  type UserStatus,
  userStatuses,
  WrongStatus,
} from '../src';

const at = new Date('2026-11-22T10:00:00Z');
const later = new Date('2026-11-29T10:00:00Z');
const admin: By = { actor: 'user/eva' };
const scheduler: By = { actor: 'service/scheduler' };
const names = { firstName: 'Ana', lastName: 'Ruiz' };

const newcomer = (origin: UserOrigin = 'invitation'): User =>
  User.create(
    {
      id: 'ana',
      organizationId: 'company',
      userName: 'ana',
      userNameNormalised: 'ana',
      email: 'ana@example.com',
      emailNormalised: 'ana@example.com',
      firstName: null,
      lastName: null,
      language: 'es',
      origin,
      invitationExpiresAt: origin === 'invitation' ? later : null,
      idleSeconds: 1800,
    },
    'user/eva',
    at,
  );
/** A user who has this status, whatever led to it. */
const userWho = (status: UserStatus): User =>
  new User({ ...newcomer().snapshot, status } satisfies UserState);

/** Every command of the aggregate, as an administrator, the user or the service gives it. */
const commands: Record<
  string,
  { happens: UserHappened['type']; cause?: string; give: (user: User) => unknown }
> = {
  'accept the invitation': {
    happens: 'UserActivated',
    cause: 'invitation_accepted',
    give: (user) => user.activate('invitation_accepted', names, at),
  },
  'verify the e-mail': {
    happens: 'UserActivated',
    cause: 'email_verified',
    give: (user) => user.activate('email_verified', names, at),
  },
  'follow the welcome link': {
    happens: 'UserActivated',
    cause: 'welcome_accepted',
    give: (user) => user.activate('welcome_accepted', null, at),
  },
  'change the one-off password at first': {
    happens: 'UserActivated',
    cause: 'one_off_changed',
    give: (user) => user.activate('one_off_changed', null, at),
  },
  block: { happens: 'UserBlocked', give: (user) => user.block('Abuse', admin, at) },
  unblock: { happens: 'UserUnblocked', give: (user) => user.unblock(null, admin, at) },
  deactivate: {
    happens: 'UserDeactivated',
    cause: 'manual',
    give: (user) => user.deactivate('manual', 'Leave', admin, at),
  },
  'deactivate for inactivity': {
    happens: 'UserDeactivated',
    cause: 'inactivity',
    give: (user) => user.deactivate('inactivity', null, scheduler, at),
  },
  activate: { happens: 'UserReactivated', give: (user) => user.reactivate('Back', admin, at) },
  remove: { happens: 'UserRemoved', give: (user) => user.remove('Left', admin, at) },
  edit: {
    happens: 'ProfileChanged',
    give: (user) => user.changeProfile({ middleName: `${user.snapshot.middleName}+` }, admin, at),
  },
  'correct the e-mail': {
    happens: 'EmailChanged',
    give: (user) => {
      const email = `a${user.snapshot.email}`;
      return user.changeEmail({ email, emailNormalised: email }, admin, at);
    },
  },
  'change the password': { happens: 'PasswordChanged', give: (user) => user.passwordChanged('own', at) },
  'end sessions': {
    happens: 'SessionsEnded',
    give: (user) => user.recordSessionsEnded('all', null, admin, at),
  },
  'ask support': { happens: 'SupportAsked', give: (user) => user.askSupport('Wrong name', admin, at) },
  mirror: { happens: 'MirroringStarted', give: (user) => user.startMirroring('Ticket', later, admin, at) },
  'stop mirroring': { happens: 'MirroringStopped', give: (user) => user.stopMirroring(at, admin, at) },
  'confirm the status': {
    happens: 'StatusConfirmed',
    give: (user) => user.confirmStatus('claim', 'service/tenancy', at),
  },
  'warn of inactivity': {
    happens: 'InactivityWarned',
    give: (user) => user.warnOfInactivity({ dueAt: later, daysBefore: 3 }, scheduler, at),
  },
  'keep active': { happens: 'KeptActive', give: (user) => user.keepActive(later, scheduler, at) },
  // These look at more than the status: the other tests of a user say at what.
  'reset the password': { happens: 'PasswordReset', give: (user) => user.resetPassword(later, admin, at) },
  'invite again': { happens: 'InvitationResent', give: (user) => user.resendInvitation(later, admin, at) },
  'expire the invitation': {
    happens: 'InvitationExpired',
    give: (user) => user.expireInvitation('service/scheduler', later),
  },
};
const names_ = Object.keys(commands);
const rowOf: Partial<Record<string, string>> = {
  'accept the invitation': 'C7',
  'verify the e-mail': 'C11',
  'follow the welcome link': 'C3',
  'change the one-off password at first': 'C5',
  block: 'L6',
  unblock: 'L6',
  deactivate: 'L5',
  'deactivate for inactivity': 'L7',
  activate: 'L5',
  remove: 'L8',
};

describe('the life of a user', () => {
  const led = names_.filter((name) => rowOf[name] !== undefined);
  it.each(
    led.flatMap((name) =>
      userStatuses.map((from) => {
        const { happens, cause = null } = commands[name] ?? { happens: 'UserCreated' };
        const to = transitions.find(
          (each) => each.from === from && each.happens === happens && each.cause === cause,
        )?.to;
        return { row: rowOf[name], from, name, to, leads: to ?? 'nowhere' };
      }),
    ),
  )('[$row] leads from $from by "$name" $leads', ({ from, name, to }) => {
    const user = userWho(from);
    const before = user.snapshot;
    const give = () => commands[name]?.give(user);
    if (to) {
      give();
      expect(user.snapshot).toMatchObject({ status: to, version: before.version + 1 });
      return;
    }
    expect(give).toThrow(WrongStatus);
    expect(give).toThrow(expect.objectContaining({ status: from }) as Error);
    expect(user.snapshot).toBe(before);
    expect(user.happenings).toEqual([]);
  });

  it('[L8] is over once removed: no way leads on', () => {
    expect(transitions.filter((each: { from: UserStatus | null }) => each.from === 'removed')).toEqual([]);
  });

  it('reaches every status, and each command is in the table or leaves the status', () => {
    expect(new Set(transitions.map(({ to }) => to))).toEqual(new Set(userStatuses));
    const known = [...transitions.map(({ happens }) => happens), ...Object.keys(occurrences)];
    expect(new Set(names_.flatMap((name) => commands[name]?.happens ?? []))).toEqual(
      new Set(known.filter((happens) => happens !== 'UserCreated')),
    );
  });

  it('[L5] [L6] [L7] [L8] goes no way that the table does not have, whatever is tried, and its history alone rebuilds it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<UserOrigin[]>('invitation', 'created', 'sign_up', 'bootstrap'),
        fc.array(fc.constantFrom(...names_), { maxLength: 40 }),
        (origin, sequence) => {
          const user = newcomer(origin);
          for (const name of sequence) {
            const before = user.snapshot;
            const recorded = user.happenings.length;
            try {
              commands[name]?.give(user);
            } catch (error) {
              expect(error).toBeInstanceOf(UserRuleBroken);
              expect(user.snapshot).toBe(before);
              expect(user.happenings).toHaveLength(recorded);
              continue;
            }
            if (user.snapshot.status === before.status) continue;
            const happened = user.happenings.at(-1)?.happened;
            expect(transitions).toContainEqual(
              expect.objectContaining({
                from: before.status,
                happens: happened?.type,
                cause: happened && 'cause' in happened ? happened.cause : null,
                to: user.snapshot.status,
              }),
            );
          }
          const { status, inactiveCause, version } = user.snapshot;
          expect(user.happenings.map((each) => each.version)).toEqual(
            user.happenings.map((_, index) => index + 1),
          );
          const history = user.happenings.map(({ happened, version }) => ({ ...happened, version }));
          expect(rebuild(history)).toEqual({ status, inactiveCause, version });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is rebuilt from no history that has a gap or a step that is not in the table', () => {
    const created = { type: 'UserCreated', cause: 'invitation', version: 1 } as const;
    expect(() => rebuild([])).toThrow(TypeError);
    expect(() => rebuild([created, { type: 'UserRemoved', version: 3 }])).toThrow('Version 3 follows 1');
    expect(() => rebuild([created, { type: 'UserBlocked', version: 2 }])).toThrow(WrongStatus);
  });
});
