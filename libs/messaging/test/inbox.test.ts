import { randomUUID } from 'node:crypto';
import { silentLogger } from '@tenantry/testing';
import fc from 'fast-check';
import { on } from '../src';
import { applyStreams, type Worker } from '../src/apply-streams';
import { passOver } from '../src/pass-over';
import type { InboxRow } from '../src/read-message';
import { storeMessages } from '../src/store-messages';
import { type Claim, claimStreams } from '../src/streams';
import { handledType, inboxRow, unhandledType } from './inbox-row';
import * as things from './things';

afterEach(things.endAll);

const subjects = things.newThings(3);
const versions = 6;
/** Every third version is of a type that nobody here handles. */
const isHandled = (version: number) => version % 3 !== 2;
const longLeaseMs = 60_000;
const everyStream = { most: 10, workers: 10, leaseMs: longLeaseMs, durable: false };

const messageOf = (thing: number, version: number): InboxRow => {
  const thingId = subjects[thing] ?? '';
  return inboxRow(
    things.subjectOf(thingId),
    version,
    isHandled(version) ? handledType : unhandledType,
    thingId,
  );
};

const message = fc.record({
  thing: fc.nat(subjects.length - 1),
  version: fc.integer({ min: 1, max: versions }),
});
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('deliver' as const),
      messages: fc.array(message, { minLength: 1, maxLength: 8 }),
    }),
  },
  // A lease that is over at once lets another worker claim the same stream while this one goes on.
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('claim' as const),
      most: fc.integer({ min: 1, max: 3 }),
      leaseIsOver: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('apply' as const),
      which: fc.nat(3),
      together: fc.integer({ min: 1, max: 3 }),
      fails: fc.boolean(),
      late: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), which: fc.nat(3) }) },
);

describe('inbox and workers', () => {
  it('apply every version once and in order, however messages are doubled and shuffled and workers fail', async () => {
    const notifier = await things.consumerDatabase();
    const database = notifier.dataSource;
    let fails = false;
    const handle = on(things.thingChanged, async (changed, { tx }) => {
      await things.noteEffect(tx, changed);
      if (fails) throw new Error('fails after its effect');
    });
    const worker: Worker = {
      database,
      handlers: new Map([[things.thingChanged.type, handle]]),
      logger: silentLogger,
      maxAttempts: 1000,
      backoffMs: () => 0,
    };
    const everything = subjects.flatMap((_, thing) =>
      things.upTo(versions).map((version) => messageOf(thing, version)),
    );
    const deliver = async (messages: readonly { thing: number; version: number }[]) => {
      const rows = messages.map(({ thing, version }) => messageOf(thing, version));
      expect(await storeMessages(database, rows)).toEqual([]);
      await passOver(database, (type) => worker.handlers.has(type), rows);
    };

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 25 }),
        async (history) => {
          for (const table of ['inbox', 'stream', 'effect']) await database.query(`delete from ${table}`);
          const claims: Claim[] = [];
          // Steps of one group run at the same time.
          for (const group of history) {
            fails = group.some((each) => each.do === 'apply' && each.fails);
            await Promise.all(
              group.map(async (each) => {
                if (each.do === 'deliver') await deliver(each.messages);
                else if (each.do === 'claim') {
                  const { most, leaseIsOver } = each;
                  const leaseMs = leaseIsOver ? 0 : longLeaseMs;
                  claims.push(
                    ...(await claimStreams(database, randomUUID(), { ...everyStream, most, leaseMs })),
                  );
                } else if (each.do === 'crash') {
                  claims.splice(each.which, 1);
                } else {
                  const together = claims.splice(each.which, each.together);
                  const beginBy = each.late ? 0 : Infinity;
                  await applyStreams(
                    together.map((claim) => ({ ...claim, beginBy })),
                    worker,
                  );
                }
              }),
            );
          }
          fails = false;
          await storeMessages(database, everything);
          await database.query('update stream set due = now() where owner is not null');
          for (;;) {
            const left = await claimStreams(database, randomUUID(), everyStream);
            if (left.length === 0) break;
            await Promise.all([...left, ...claims.splice(0)].map((claim) => applyStreams([claim], worker)));
          }
          for (const thingId of subjects) {
            expect(await things.effectsOf(notifier, things.subjectOf(thingId))).toEqual(
              things.upTo(versions).filter(isHandled),
            );
          }
        },
      ),
      // Shrinking would take minutes; the seed in the report repeats the run.
      { numRuns: 40, endOnFailure: true },
    );
  });
});
