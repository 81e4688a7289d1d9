import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { eventually, testEnvironment, testVhost } from '@tenantry/testing';
import { on, transactions } from '../src';
import * as things from './things';

afterEach(things.endAll);

describe('a worker that is killed while it applies a message', () => {
  it('leaves no effect behind, and another applies the message once when the lease is over', async () => {
    const brokerUrl = await testVhost();
    const [alpha, notifier] = [await things.publisherDatabase(), await things.consumerDatabase()];
    const poke = await things.testPoke();
    const script = path.join(__dirname, 'killed-consumer.ts');
    const args = ['--import', 'tsx', script, notifier.runtimeUrl, brokerUrl, testEnvironment().redisUrl];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    things.atEnd(() => Promise.resolve(child.kill('SIGKILL')));
    const relay = things.alphaRelay({ brokerUrl, poke, databaseUrl: alpha.runtimeUrl });
    await eventually(() => expect(relay.state().leader).toBe(true));
    const said = createInterface(child.stdout)[Symbol.asyncIterator]();
    expect((await said.next()).value).toBe('bound');
    const [id = ''] = things.newThings(1);
    await transactions(alpha.dataSource, poke, 'alpha')((tx) => things.changeThing(tx, id));
    expect((await said.next()).value).toBe('in the midst');

    child.kill('SIGKILL');
    await once(child, 'exit');
    const attempts: number[] = [];
    const subscriptions = [
      on(things.thingChanged, async (message, { tx, attempt }) => {
        attempts.push(attempt);
        await things.noteEffect(tx, message);
      }),
    ];
    things.notifierConsumer({ brokerUrl, poke, subscriptions, database: notifier.dataSource });

    await eventually(async () => expect(await things.effectsOf(notifier, things.subjectOf(id))).toEqual([1]));
    expect(attempts).toEqual([2]);
  });

  it('counts the attempts of those that were killed, so that a message that kills is parked in the end', async () => {
    const brokerUrl = await testVhost();
    const notifier = await things.consumerDatabase();
    const [id = ''] = things.newThings(1);
    const key = [`tenantry/alpha`, things.subjectOf(id)];
    await notifier.dataSource.query(
      `with kept as (insert into inbox (source, subject, version, event_id, type, body)
         values ($1, $2, 1, gen_random_uuid(), 'alpha.thing.changed.v1', '{}'))
       insert into stream (source, subject, attempts, owner) values ($1, $2, 8, gen_random_uuid())`,
      key,
    );
    let applied = 0;
    const subscriptions = [on(things.thingChanged, () => Promise.resolve(void (applied += 1)))];
    things.notifierConsumer({
      ...{ brokerUrl, subscriptions },
      poke: await things.testPoke(),
      database: notifier.dataSource,
    });

    await eventually(async () =>
      expect(await notifier.dataSource.query('select status from stream')).toEqual([{ status: 'parked' }]),
    );
    expect(applied).toBe(0);
  });
});
