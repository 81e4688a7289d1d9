import {
  NotInvited,
  NotToOneself,
  StillInvited,
  User,
  UserChanged,
  type UserOrigin,
  WrongStatus,
} from '../src';

const at = new Date('2026-11-22T10:00:00Z');
const admin = 'user/eva';
const names = { firstName: 'Ana', lastName: 'Ruiz' };

const invited = (
  invitationExpiresAt: Date | null = new Date('2026-11-29T10:00:00Z'),
  origin: UserOrigin = 'invitation',
): User =>
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
      invitationExpiresAt,
      idleSeconds: 1800,
    },
    admin,
    at,
  );
const active = (): User => {
  const user = invited();
  user.activate('invitation_accepted', names, at);
  return user;
};

describe('a user', () => {
  it('starts pending, with the first version', () => {
    expect(invited().snapshot).toMatchObject({ status: 'pending', version: 1, epoch: 0 });
    expect(invited().happenings).toEqual([
      { happened: { type: 'UserCreated', cause: 'invitation' }, version: 1, actor: admin, at },
    ]);
  });

  it('[C7] becomes active once, under the chosen names', () => {
    const user = active();
    expect(user.snapshot).toMatchObject({ status: 'active', ...names });
    expect(() => user.activate('invitation_accepted', names, at)).toThrow(WrongStatus);
  });

  it('[A11] is mirrored only while active, by somebody else, and keeps who began and who stopped', () => {
    const until = new Date(at.getTime() + 30 * 60_000);
    expect(() => invited().startMirroring('Ticket', until, { actor: admin }, at)).toThrow(WrongStatus);
    expect(() => active().startMirroring('Ticket', until, { actor: 'user/ana' }, at)).toThrow(NotToOneself);
    const user = active();
    user.startMirroring('Ticket', until, { actor: admin }, at);
    user.stopMirroring(at, { actor: admin, onBehalfOf: 'user/ana' }, until);
    expect(user.snapshot).toMatchObject({ status: 'active', version: 4 });
    expect(user.happenings.slice(2)).toEqual([
      { happened: { type: 'MirroringStarted', reason: 'Ticket', until }, version: 3, actor: admin, at },
      {
        happened: { type: 'MirroringStopped', startedAt: at },
        version: 4,
        actor: admin,
        onBehalfOf: 'user/ana',
        at: until,
      },
    ]);
  });

  it('[L6] is blocked with a reason and unblocked with a comment', () => {
    const user = active();
    user.block('Repeated abuse', { actor: admin }, at);
    expect(user.snapshot).toMatchObject({
      status: 'blocked',
      blockedReason: 'Repeated abuse',
      blockedAt: at,
    });
    user.unblock('Apologised', { actor: admin }, at);
    expect(user.snapshot).toMatchObject({ status: 'active', blockedReason: null, blockedAt: null });
    expect(user.happenings.map(({ happened }) => happened)).toEqual([
      { type: 'UserCreated', cause: 'invitation' },
      { type: 'UserActivated', cause: 'invitation_accepted' },
      { type: 'UserBlocked', reason: 'Repeated abuse' },
      { type: 'UserUnblocked', comment: 'Apologised' },
    ]);
  });

  it('[L6] cannot be blocked twice, unblocked twice, or by themselves', () => {
    const user = active();
    expect(() => user.unblock(null, { actor: admin }, at)).toThrow(WrongStatus);
    expect(() => user.block('Me', { actor: 'user/ana' }, at)).toThrow(NotToOneself);
    user.block('Abuse', { actor: admin }, at);
    expect(() => user.block('Abuse', { actor: admin }, at)).toThrow(WrongStatus);
  });

  it('[L10] loses an invitation when its time is over, once', () => {
    const user = invited();
    expect(user.expireInvitation('service/scheduler', new Date('2026-11-29T09:59:59Z'))).toBe(false);
    expect(user.expireInvitation('service/scheduler', new Date('2026-11-29T10:00:00Z'))).toBe(true);
    expect(user.expireInvitation('service/scheduler', new Date('2026-11-30T10:00:00Z'))).toBe(false);
    expect(user.snapshot.status).toBe('pending');
    expect(invited(null).expireInvitation('service/scheduler', new Date('2030-01-01'))).toBe(false);
    expect(active().expireInvitation('service/scheduler', new Date('2030-01-01'))).toBe(false);
  });

  it('takes a new epoch without an event of its own', () => {
    const user = active();
    user.endSessions(4, at);
    expect(user.snapshot).toMatchObject({ epoch: 4, epochRaisedAt: at, version: 2 });
  });

  it('[A2] says its status at a version, after which nothing is done that was allowed on an earlier one', () => {
    const user = active();
    const read = user.snapshot.version;
    user.requireVersion(read);
    user.confirmStatus('claim', 'service/tenancy', at);
    expect(user.happenings.at(-1)).toMatchObject({
      happened: { type: 'StatusConfirmed', claimId: 'claim' },
      version: read + 1,
      actor: 'service/tenancy',
    });
    expect(user.snapshot.status).toBe('active');
    expect(() => user.requireVersion(read)).toThrow(UserChanged);
  });

  it('[L5] is deactivated with an optional reason and activated again with an optional comment', () => {
    const user = active();
    user.deactivate('manual', 'Parental leave', { actor: admin }, at);
    expect(user.snapshot).toMatchObject({
      status: 'inactive',
      inactiveCause: 'manual',
      inactiveReason: 'Parental leave',
      inactiveAt: at,
    });
    user.reactivate('Back', { actor: admin }, at);
    expect(user.snapshot).toMatchObject({
      status: 'active',
      inactiveCause: null,
      inactiveReason: null,
      inactiveAt: null,
      reactivatedAt: at,
    });
    expect(user.happenings.slice(2).map(({ happened }) => happened)).toEqual([
      { type: 'UserDeactivated', cause: 'manual', reason: 'Parental leave' },
      { type: 'UserReactivated', comment: 'Back' },
    ]);
  });

  it('[L7] is deactivated by the service after long inactivity, with that cause', () => {
    const user = active();
    user.deactivate('inactivity', null, { actor: 'service/scheduler' }, at);
    expect(user.snapshot).toMatchObject({ status: 'inactive', inactiveCause: 'inactivity' });
  });

  it.each<[string, () => User]>([
    ['pending', () => invited()],
    ['active', active],
    [
      'blocked',
      () => {
        const user = active();
        user.block('Abuse', { actor: admin }, at);
        return user;
      },
    ],
    [
      'inactive',
      () => {
        const user = active();
        user.deactivate('manual', null, { actor: admin }, at);
        return user;
      },
    ],
  ])('[L8] is removed for ever while %s', (from, made) => {
    const user = made();
    user.remove('Left', { actor: admin }, at);
    expect(user.snapshot).toMatchObject({
      status: 'removed',
      removedAt: at,
      blockedReason: null,
      inactiveCause: null,
    });
    expect(user.happenings.at(-1)?.happened).toEqual({ type: 'UserRemoved', from, reason: 'Left' });
    expect(() => user.remove(null, { actor: admin }, at)).toThrow(WrongStatus);
  });

  it.each<[string, (user: User) => void]>([
    ['[L5] deactivates', (user) => user.deactivate('manual', null, { actor: 'user/ana' }, at)],
    ['[L8] removes', (user) => user.remove(null, { actor: 'user/ana' }, at)],
    [
      '[L4] gives another e-mail to',
      (user) =>
        user.changeEmail(
          { email: 'a@example.com', emailNormalised: 'a@example.com' },
          { actor: 'user/ana' },
          at,
        ),
    ],
    ['[C4] resets the password of', (user) => user.resetPassword(at, { actor: 'user/ana' }, at)],
  ])('%s nobody who is the actor', (_, act) => {
    const user = active();
    expect(() => act(user)).toThrow(NotToOneself);
    expect(user.snapshot.version).toBe(2);
  });

  it('[L3] is edited under a new revision, and not at all where nothing differs', () => {
    const user = active();
    const { profileRevision } = user.snapshot;
    expect(user.changeProfile({ middleName: 'Sofía', idleSecondsOverride: 600 }, { actor: admin }, at)).toBe(
      true,
    );
    expect(user.snapshot).toMatchObject({
      ...names,
      middleName: 'Sofía',
      idleSecondsOverride: 600,
      profileRevision: profileRevision + 1,
    });
    expect(user.changeProfile({ middleName: 'Sofía' }, { actor: admin }, at)).toBe(false);
    expect(user.snapshot).toMatchObject({ profileRevision: profileRevision + 1, version: 3 });
  });

  it('[L4] gets another e-mail, and the happening names both', () => {
    const user = active();
    const to = { email: 'Ana.Ruiz@example.com', emailNormalised: 'ana.ruiz@example.com' };
    expect(user.changeEmail(to, { actor: admin }, at)).toBe(true);
    expect(user.changeEmail(to, { actor: admin }, at)).toBe(false);
    expect(user.snapshot).toMatchObject({ ...to, version: 3 });
    expect(user.happenings.at(-1)?.happened).toEqual({
      type: 'EmailChanged',
      from: 'ana@example.com',
      to: 'Ana.Ruiz@example.com',
    });
  });

  it('[C3] whoever was created gets a new way to a password, whoever was invited the invitation again', () => {
    const created = invited(null, 'created');
    created.resetPassword(at, { actor: admin }, at);
    expect(() => created.resendInvitation(at, { actor: admin }, at)).toThrow(NotInvited);
    expect(() => invited().resetPassword(at, { actor: admin }, at)).toThrow(StillInvited);
    expect(created.happenings.at(-1)?.happened).toEqual({ type: 'PasswordReset', expiresAt: at });
  });

  it('[L10] an expired invitation is open again once it is sent again', () => {
    const user = invited();
    const later = new Date('2026-12-10T10:00:00Z');
    user.expireInvitation('service/scheduler', new Date('2026-11-30'));
    user.resendInvitation(later, { actor: admin }, at);
    expect(user.snapshot).toMatchObject({ invitationExpiresAt: later, invitationExpiredAt: null });
    expect(user.expireInvitation('service/scheduler', later)).toBe(true);
  });

  it('[C5] activated by a changed one-off password keeps the names that it was created with', () => {
    const user = invited(null, 'created');
    user.activate('one_off_changed', null, at);
    expect(user.snapshot).toMatchObject({ status: 'active', firstName: null });
  });
});
