import { earliestWarning, inactivityStep } from '@tenantry/domain';
import type { DecisionClient, SessionStore } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { Transact } from '../transact';
import { nextStretch, type Stretch, type Watched } from './inactivity-of';
import { advanceSweep, finishSweep, holdSweep, nothingYet, type Sweep } from './sweep';
import { sweepUsers } from './sweep-users';

export type SweepDeps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  sessions: SessionStore;
  clock: () => Date;
  /** Days without a sign-in, where no organization says otherwise; 0: never. */
  inactivityDays: number;
  /** How often a run says how far it has got, at most (milliseconds). */
  reportEveryMs?: number;
};

/** Users that are looked at with one query. */
const stretchSize = 2000;
/** Users that something is done to in one transaction, and so locked together. */
const partSize = 100;

/**
 * Takes a run some users further: each part of them in one transaction with the note of how far it has got. Whatever stops
 * this, nothing is done twice and nobody is passed over; of two replicas that do it at once one finds the other ahead.
 * @param isOver whether the rest is to be left to others, because the service stops
 */
export async function sweepFurther(deps: SweepDeps, sweep: Sweep, isOver: () => boolean): Promise<void> {
  const { database, transact, clock, inactivityDays: daysByDefault, reportEveryMs = 10_000 } = deps;
  const query = { most: stretchSize, daysByDefault, earliestWarning };
  const stretch = await nextStretch(database.manager, sweep.place, { ...query, at: clock() });
  if (!stretch.end) {
    await transact(async (tx) => {
      if (await holdSweep(tx, sweep)) await finishSweep(tx, sweep);
    });
    return;
  }
  let current: Sweep | null = sweep;
  let passed = 0;
  for (const part of partsOf(stretch, stretch.end)) {
    if (isOver()) return;
    const claims = await claimDue(deps, part.users);
    const before: Sweep = current;
    current = await transact(async (tx) => {
      if (!(await holdSweep(tx, before))) return null;
      const userIds = part.users.map(({ userId }) => userId);
      const done =
        userIds.length === 0
          ? nothingYet
          : await sweepUsers(tx, userIds, { ...deps, daysByDefault, claims, at: clock() });
      const more = { ...done, lookedAt: part.upTo - passed };
      return advanceSweep(tx, before, { place: part.place, more, reportEveryMs });
    });
    if (!current) return;
    passed = part.upTo;
  }
}

type Part = { users: Watched[]; place: Sweep['place']; upTo: number };

/** The stretch in parts that end with somebody of whom something may be due, and the last with its end. */
function* partsOf({ near, users }: Stretch, end: Sweep['place']): Generator<Part> {
  for (let start = 0; start < near.length; start += partSize) {
    const some = near.slice(start, start + partSize);
    const last = some.at(-1);
    if (last && start + partSize < near.length) yield { users: some, place: last, upTo: last.number };
    else yield { users: some, place: end, upTo: users };
  }
  if (near.length === 0) yield { users: [], place: end, upTo: users };
}

/** Asks tenancy about those who are to be deactivated as they are now (docs/adr/0017). */
async function claimDue({ decisions, clock }: SweepDeps, users: readonly Watched[]) {
  const due = users.filter((user) => inactivityStep(user, clock()).do === 'deactivate');
  if (due.length === 0) return new Map<string, never>();
  const answers = await decisions.claimByRule(
    due.map(({ userId, version }) => ({ userId, claimAtVersion: version })),
  );
  return new Map(
    due.flatMap(({ userId, version }, at) => {
      const decision = answers[at];
      return decision ? [[userId, { decision, version }] as const] : [];
    }),
  );
}
