import { randomUUID } from 'node:crypto';
import { toSequence } from '@tenantry/contracts';
import { eventually, recordingLogger, testVhost } from '@tenantry/testing';
import { connect, type Options } from 'amqplib';
import { messagingMetrics, NonRetryableError, on, replayParked } from '../src';
import { keepHouse } from '../src/housekeeping';
import * as things from './things';

afterEach(things.endAll);

type Attributes = Record<string, unknown> & { subject: string; type?: string };

const envelope = (attributes: Attributes) => ({
  specversion: '1.0',
  id: randomUUID(),
  source: 'tenantry/alpha',
  type: 'alpha.thing.changed.v1',
  time: '2026-03-01T10:00:00.000Z',
  datacontenttype: 'application/json',
  dataschema: 'urn:tenantry:alpha.thing.changed.v1',
  sequence: toSequence(1),
  actor: things.actor,
  environment: things.environment,
  data: { thingId: randomUUID(), n: 1 },
  ...attributes,
});

/** A consumer with its database, and alpha's exchange to publish on by hand. */
async function setUp(poisonous: (subject: string) => Error | null = () => null) {
  const brokerUrl = await testVhost();
  const notifier = await things.consumerDatabase();
  const poke = await things.testPoke();
  const logger = recordingLogger();
  const connection = await connect(brokerUrl);
  things.atEnd(() => connection.close());
  const channel = await connection.createConfirmChannel();
  await channel.assertExchange('alpha.unrouted', 'fanout', { durable: true });
  await channel.assertExchange('alpha.events', 'topic', {
    durable: true,
    alternateExchange: 'alpha.unrouted',
  });
  const applied: { subject: string; replayed: boolean }[] = [];
  const commands: string[] = [];
  const subscriptions = [
    on(things.thingChanged, async (message, { tx, replayed }) => {
      await things.noteEffect(tx, message);
      const error = poisonous(message.subject);
      if (error) throw error;
      applied.push({ subject: message.subject, replayed });
    }),
    on(things.doThing, (message) => {
      const error = poisonous(message.subject);
      if (error) return Promise.reject(error);
      commands.push(message.data.secret);
      return Promise.resolve();
    }),
  ];
  const consumer = things.notifierConsumer({
    ...{ brokerUrl, poke, logger, subscriptions },
    database: notifier.dataSource,
    maxAttempts: 3,
  });
  await eventually(() => expect(consumer.state()).toMatchObject({ connected: true, unbound: [] }), {
    within: 10_000,
  });
  const publish = (type: string, body: string, options: Options.Publish = {}) => {
    channel.publish('alpha.events', type, Buffer.from(body), options);
    return channel.waitForConfirms();
  };
  return {
    ...{ notifier, channel, consumer, logger, applied, commands, publish },
    send: (attributes: Attributes, options?: Options.Publish) =>
      publish(attributes.type ?? 'alpha.thing.changed.v1', JSON.stringify(envelope(attributes)), options),
    streams: () =>
      notifier.dataSource.query<{ subject: string; status: string; error: string | null; last: number }[]>(
        'select subject, status, error, last from stream order by subject',
      ),
  };
}

describe('the consumer', () => {
  it('parks a poisoned subject while others go on, holds its later versions and releases them in order', async () => {
    let poisoned = true;
    const { send, notifier, streams, consumer } = await setUp((subject) =>
      poisoned && subject === 'thing/bad' ? new Error('cannot be applied') : null,
    );
    for (const version of things.upTo(3)) {
      for (const subject of ['thing/bad', 'thing/good', 'thing/better']) {
        await send({ subject, sequence: toSequence(version) });
      }
    }

    await eventually(async () => {
      expect(await streams()).toMatchObject([
        { subject: 'thing/bad', status: 'parked', error: 'Error: cannot be applied', last: 0 },
        { subject: 'thing/better', status: 'ok', last: 3 },
        { subject: 'thing/good', status: 'ok', last: 3 },
      ]);
    });
    expect(consumer.state().breaker).toBe('closed');
    expect(await messagingMetrics(notifier.dataSource.manager)).toMatchObject({ streamsParked: 1 });
    expect(await things.effectsOf(notifier, 'thing/bad')).toEqual([]);

    poisoned = false;
    const stream = { source: 'tenantry/alpha', subject: 'thing/bad' };
    expect(await replayParked(notifier.dataSource.manager, stream)).toBe(true);
    await eventually(async () => expect(await things.effectsOf(notifier, 'thing/bad')).toEqual([1, 2, 3]));
    expect(await replayParked(notifier.dataSource.manager, stream)).toBe(false);
  });

  it('parks at once what trying again cannot help', async () => {
    let tries = 0;
    const { send, streams } = await setUp(() => {
      tries += 1;
      return new NonRetryableError('never');
    });
    await send({ subject: 'thing/1' });

    await eventually(async () => expect(await streams()).toMatchObject([{ status: 'parked' }]));
    expect(tries).toBe(1);
  });

  it('waits for a missing version and passes over types that it does not handle', async () => {
    const { send, notifier, streams } = await setUp();
    await send({ subject: 'thing/1', sequence: toSequence(1) });
    await send({ subject: 'thing/1', sequence: toSequence(3) });
    await send({ subject: 'thing/1', sequence: toSequence(4) });
    await eventually(async () => expect(await things.effectsOf(notifier, 'thing/1')).toEqual([1]));
    const kept = 'select from inbox where done_at is null';
    await eventually(async () => expect(await notifier.dataSource.query(kept)).toHaveLength(2));

    await send({ subject: 'thing/1', sequence: toSequence(2), type: 'alpha.thing.forgotten.v1' });
    await eventually(async () => expect(await things.effectsOf(notifier, 'thing/1')).toEqual([1, 3, 4]));
    expect(await streams()).toMatchObject([{ status: 'ok', last: 4 }]);
  });

  it('parks what cannot be read at its place in the order, until a readable copy comes', async () => {
    const { send, publish, notifier, streams } = await setUp();
    await send({ subject: 'thing/1', sequence: toSequence(1) });
    await publish('alpha.thing.changed.v1', '{"half', {
      messageId: randomUUID(),
      type: 'alpha.thing.changed.v1',
      headers: { source: 'tenantry/alpha', subject: 'thing/1', sequence: toSequence(2) },
    });
    await eventually(async () =>
      expect(await streams()).toMatchObject([
        { status: 'parked', last: 1, error: 'NonRetryableError: not JSON' },
      ]),
    );

    await send({ subject: 'thing/1', sequence: toSequence(2) });
    const readable = 'select from inbox where version = 2 and defect is null';
    await eventually(async () => expect(await notifier.dataSource.query(readable)).toHaveLength(1));
    await replayParked(notifier.dataSource.manager, { source: 'tenantry/alpha', subject: 'thing/1' });
    await eventually(async () => expect(await things.effectsOf(notifier, 'thing/1')).toEqual([1, 2]));
  });

  it('keeps apart what nobody can place, and what came over another service’s exchange', async () => {
    const { send, publish, notifier, applied } = await setUp();
    await publish('alpha.thing.changed.v1', 'nonsense');
    await send({ subject: 'thing/1', source: 'tenantry/identity' });
    await send({ subject: `thing/${'x'.repeat(5000)}` });
    await publish('alpha.thing.changed.v1', 'x'.repeat(300 * 1024));
    await send({ subject: 'thing/2' });

    await eventually(() => expect(applied).toMatchObject([{ subject: 'thing/2' }]));
    await eventually(
      async () =>
        expect(await messagingMetrics(notifier.dataSource.manager)).toMatchObject({ messagesRefused: 4 }),
      {
        within: 10_000,
      },
    );
  });

  it('parks what does not fit its contract and what comes from another environment', async () => {
    const { send, streams, applied } = await setUp();
    await send({ subject: 'thing/1', data: { thingId: 'no id' } });
    await send({ subject: 'thing/2', environment: 'staging' });

    await eventually(async () =>
      expect(await streams()).toMatchObject([
        { subject: 'thing/1', status: 'parked', error: expect.stringContaining('thingId') as unknown },
        { subject: 'thing/2', status: 'parked', error: expect.stringContaining('staging') as unknown },
      ]),
    );
    expect(applied).toEqual([]);
  });

  it('tells handlers of a replayed message', async () => {
    const { send, applied } = await setUp();
    await send({ subject: 'thing/1' }, { headers: { replay: true } });
    await eventually(() => expect(applied).toEqual([{ subject: 'thing/1', replayed: true }]));
  });

  it('drops expired commands and those for others, and says so', async () => {
    const { send, commands, logger, notifier } = await setUp();
    const type = 'notifier.command.do-thing.v1';
    const inOneHour = new Date(Date.now() + 3_600_000).toISOString();
    await send({ subject: 'command/1', type, expires: '2026-01-01T00:00:00.000Z', data: { secret: 'late' } });
    await send({ subject: 'command/2', type, expires: inOneHour, data: { secret: 'in time' } });

    await eventually(() => expect(commands).toEqual(['in time']));
    expect(logger.lines).toContainEqual(
      expect.objectContaining({
        fields: expect.objectContaining({ reason: 'an expired command' }) as unknown,
      }),
    );
    expect(await notifier.dataSource.query(`select from inbox where subject = 'command/1'`)).toEqual([]);
    expect(JSON.stringify(logger.lines)).not.toContain('in time');
  });

  it('keeps the body of a parked command only until the command expires', async () => {
    const { send, streams, notifier, logger } = await setUp(() => new NonRetryableError('broken template'));
    const body = async () =>
      (await notifier.dataSource.query<{ body: string | null }[]>('select body from inbox'))[0]?.body;
    const expires = new Date(Date.now() + 3_600_000).toISOString();
    const type = 'notifier.command.do-thing.v1';
    await send({ subject: 'command/1', type, expires, data: { secret: 'sealed-0815' } });
    await eventually(async () => expect(await streams()).toMatchObject([{ status: 'parked' }]));
    expect(await body()).toContain('sealed-0815');

    await keepHouse(notifier.dataSource, logger, 7);
    expect(await body()).toContain('sealed-0815');
    await notifier.dataSource.query(`update inbox set expires_at = now() - interval '1 second'`);
    await keepHouse(notifier.dataSource, logger, 7);
    expect(await body()).toBeNull();

    await replayParked(notifier.dataSource.manager, { source: 'tenantry/alpha', subject: 'command/1' });
    await eventually(async () => expect(await streams()).toMatchObject([{ status: 'ok', last: 1 }]));
  });

  it('forgets applied messages after a week and then still knows them by their stream', async () => {
    const { send, notifier, streams, logger } = await setUp();
    const { dataSource } = notifier;
    await send({ subject: 'thing/1' });
    await eventually(async () => expect(await streams()).toMatchObject([{ last: 1 }]));
    await dataSource.query(`update inbox set done_at = now() - interval '8 days'`);
    await keepHouse(dataSource, logger, 7);
    expect(await dataSource.query('select from inbox')).toEqual([]);

    await send({ subject: 'thing/1' });
    await send({ subject: 'thing/1', sequence: toSequence(2) });
    await eventually(async () => expect(await things.effectsOf(notifier, 'thing/1')).toEqual([1, 2]));
    await eventually(async () =>
      expect(await dataSource.query('select from inbox where done_at is null')).toEqual([]),
    );
  });

  it('tells of a version that has been missing for more than a minute', async () => {
    const { send, notifier, logger } = await setUp();
    await send({ subject: 'thing/1', sequence: toSequence(2) });
    const waiting = `select from stream where due = 'infinity'`;
    await eventually(async () => expect(await notifier.dataSource.query(waiting)).toHaveLength(1));
    await notifier.dataSource.query(`update inbox set received_at = now() - interval '61 seconds'`);

    await keepHouse(notifier.dataSource, logger, 7);
    const gap = { source: 'tenantry/alpha', subject: 'thing/1', missing: 1 };
    expect(logger.lines).toContainEqual(expect.objectContaining({ level: 'error', fields: gap }));
    expect(await messagingMetrics(notifier.dataSource.manager)).toMatchObject({ streamsWithGap: 1 });
  });
});
