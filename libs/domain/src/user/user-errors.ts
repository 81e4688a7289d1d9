/** A rule of the user's life that was broken; `code` is the problem code that the edge answers with. */
export abstract class UserRuleBroken extends Error {
  abstract readonly code: string;
}

export class NotPending extends UserRuleBroken {
  readonly code = 'code.used';
  constructor(readonly status: string) {
    super(`Only a pending user can be activated; this one is ${status}.`);
  }
}

export class NotActive extends UserRuleBroken {
  readonly code = 'user.not_active';
  constructor(readonly status: string) {
    super(`This can be done only while the user is active; this one is ${status}.`);
  }
}

export class NotBlocked extends UserRuleBroken {
  readonly code = 'user.not_blocked';
  constructor(readonly status: string) {
    super(`Only a blocked user can be unblocked; this one is ${status}.`);
  }
}

export class CannotMirrorSelf extends UserRuleBroken {
  readonly code = 'user.self';
  constructor() {
    super('Nobody acts as themselves: they do already.');
  }
}

export class UserChanged extends UserRuleBroken {
  readonly code = 'user.changed';
  constructor() {
    super('Something has happened to this user meanwhile.');
  }
}

export class CannotBlockSelf extends UserRuleBroken {
  readonly code = 'user.self';
  constructor() {
    super('Nobody can block themselves: ask another administrator.');
  }
}
