import type { UserHappened } from './happened';
import type { UserStatus } from './transitions';

/** A rule of the user's life that was broken; `code` is the problem code that the edge answers with. */
export abstract class UserRuleBroken extends Error {
  abstract readonly code: string;
  /** The status that is in the way, where it is that. */
  readonly status?: UserStatus | null;
}

/** What is in the way by name, where there is more to say than the status. */
const codes: Partial<Record<UserHappened['type'], string>> = {
  UserActivated: 'code.used',
  UserBlocked: 'user.not_active',
  MirroringStarted: 'user.not_active',
  UserUnblocked: 'user.not_blocked',
};

/** The present status does not allow it: the table of transitions has no such way. */
export class WrongStatus extends UserRuleBroken {
  readonly code: string;
  constructor(
    happens: UserHappened['type'],
    override readonly status: UserStatus | null,
    possible: readonly (UserStatus | null)[],
  ) {
    super(`This can be done only while the user is ${possible.join(' or ')}; this one is ${status}.`);
    this.code = codes[happens] ?? 'user.wrong_status';
  }
}

export class NotToOneself extends UserRuleBroken {
  readonly code = 'user.self';
  constructor() {
    super('Nobody can do this to themselves: ask another administrator.');
  }
}

export class NotInvited extends UserRuleBroken {
  readonly code = 'user.not_invited';
  constructor() {
    super('This user was created without an invitation: reset the password instead.');
  }
}

export class StillInvited extends UserRuleBroken {
  readonly code = 'user.invited';
  constructor() {
    super('This user has not accepted the invitation yet: send it again instead.');
  }
}

export class UserChanged extends UserRuleBroken {
  readonly code = 'user.changed';
  constructor() {
    super('Something has happened to this user meanwhile.');
  }
}
