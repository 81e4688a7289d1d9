import fc from 'fast-check';
import {
  CannotBlockSelf,
  CannotMirrorSelf,
  NotActive,
  NotBlocked,
  NotPending,
  User,
  UserChanged,
} from '../src';

const at = new Date('2026-11-22T10:00:00Z');
const admin = 'user/eva';
const names = { firstName: 'Ana', lastName: 'Ruiz' };

const invited = (invitationExpiresAt: Date | null = new Date('2026-11-29T10:00:00Z')): User =>
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
      origin: 'invitation',
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
      { happened: { type: 'UserCreated' }, version: 1, actor: admin, at },
    ]);
  });

  it('[C7] becomes active once, under the chosen names', () => {
    const user = active();
    expect(user.snapshot).toMatchObject({ status: 'active', ...names });
    expect(() => user.activate('invitation_accepted', names, at)).toThrow(NotPending);
  });

  it('[A11] is mirrored only while active, by somebody else, and keeps who began and who stopped', () => {
    const until = new Date(at.getTime() + 30 * 60_000);
    expect(() => invited().startMirroring('Ticket', until, { actor: admin }, at)).toThrow(NotActive);
    expect(() => active().startMirroring('Ticket', until, { actor: 'user/ana' }, at)).toThrow(
      CannotMirrorSelf,
    );
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
      { type: 'UserCreated' },
      { type: 'UserActivated', cause: 'invitation_accepted' },
      { type: 'UserBlocked', reason: 'Repeated abuse' },
      { type: 'UserUnblocked', comment: 'Apologised' },
    ]);
  });

  it('[L6] cannot be blocked twice, unblocked twice, or by themselves', () => {
    const user = active();
    expect(() => user.unblock(null, { actor: admin }, at)).toThrow(NotBlocked);
    expect(() => user.block('Me', { actor: 'user/ana' }, at)).toThrow(CannotBlockSelf);
    user.block('Abuse', { actor: admin }, at);
    expect(() => user.block('Abuse', { actor: admin }, at)).toThrow(NotActive);
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

  it('counts its versions without a gap, whatever is tried', () => {
    const tries = {
      activate: (user: User) => user.activate('invitation_accepted', names, at),
      block: (user: User) => user.block('Abuse', { actor: admin }, at),
      unblock: (user: User) => user.unblock(null, { actor: admin }, at),
      expire: (user: User) => user.expireInvitation('service/scheduler', new Date('2030-01-01')),
    };
    const names_ = Object.keys(tries) as (keyof typeof tries)[];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names_), { maxLength: 30 }), (sequence) => {
        const user = invited();
        for (const name of sequence) {
          const before = user.snapshot.version;
          try {
            tries[name](user);
          } catch {
            expect(user.snapshot.version).toBe(before);
          }
        }
        expect(user.happenings.map(({ version }) => version)).toEqual(
          user.happenings.map((_, index) => index + 1),
        );
        expect(user.snapshot.version).toBe(user.happenings.length);
      }),
    );
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
});
