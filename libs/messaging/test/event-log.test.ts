import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { appendEvents, draft, listHistory, sendCommand } from '../src';
import * as things from './things';

afterEach(things.endAll);

const named = (thingId: string, version: number, name: string) =>
  draft({
    event: things.thingNamed,
    subject: things.subjectOf(thingId),
    version,
    facts: { thingId },
    personal: { name },
    actor: 'user/4711',
    onBehalfOf: 'user/0815',
    occurredAt: new Date('2026-03-01T10:00:00.000Z'),
  });

describe('the event log', () => {
  it('[L13] lists what happened to a subject, newest first and page by page', async () => {
    const { dataSource } = await things.publisherDatabase();
    const thingId = randomUUID();
    const ids = await appendEvents(
      dataSource.manager,
      [1, 2, 3].map((n) => named(thingId, n, `name ${n}`)),
    );
    await appendEvents(dataSource.manager, [named(randomUUID(), 1, 'another')]);

    const first = await listHistory(dataSource.manager, [things.subjectOf(thingId)], { limit: 2 });
    expect(first[0]).toEqual({
      eventId: ids[2],
      type: 'alpha.thing.named.v1',
      subject: things.subjectOf(thingId),
      version: 3,
      actor: 'user/4711',
      onBehalfOf: 'user/0815',
      occurredAt: new Date('2026-03-01T10:00:00.000Z'),
      traceparent: null,
      facts: { thingId },
      personal: { name: 'name 3' },
    });
    const [, second] = first;
    const rest = await listHistory(dataSource.manager, [things.subjectOf(thingId)], {
      before: second?.eventId ?? '',
      limit: 2,
    });
    expect([...first, ...rest].map((row) => row.version)).toEqual([3, 2, 1]);
  });

  it('[L15] forgets the personal part and keeps the facts with their digest', async () => {
    const { dataSource } = await things.publisherDatabase();
    const thingId = randomUUID();
    await appendEvents(dataSource.manager, [named(thingId, 1, 'Ada')]);
    await dataSource.query('delete from event_personal');

    const [row] = await listHistory(dataSource.manager, [things.subjectOf(thingId)], { limit: 1 });
    expect(row).toMatchObject({ facts: { thingId }, personal: null });
    const [{ data } = { data: {} }] = await dataSource.query<{ data: object }[]>(
      'select data from event_log',
    );
    expect(data).toEqual({ thingId, personalDigest: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
  });

  it('[B7] cannot be changed, neither by the role that the service runs with nor by the owner', async () => {
    const { dataSource, ownerUrl } = await things.publisherDatabase();
    await appendEvents(dataSource.manager, [named(randomUUID(), 1, 'Ada')]);
    const owner = await new DataSource({ type: 'postgres', url: ownerUrl }).initialize();
    things.atEnd(() => owner.destroy());

    const changes = [`update event_log set actor = 'user/0'`, 'delete from event_log'];
    for (const sql of changes) {
      await expect(dataSource.query(sql)).rejects.toThrow('permission denied');
      await expect(owner.query(sql)).rejects.toThrow('history is only added to');
    }
    const rename = `update event_personal set personal = '{"name": "Eve"}'`;
    await expect(dataSource.query(rename)).rejects.toThrow('history is only added to');
  });

  it('refuses a second event with the same version of a subject', async () => {
    const { dataSource } = await things.publisherDatabase();
    const thingId = randomUUID();
    await appendEvents(dataSource.manager, [named(thingId, 1, 'Ada')]);

    await expect(appendEvents(dataSource.manager, [named(thingId, 1, 'Eve')])).rejects.toThrow(
      'duplicate key',
    );
  });

  it('refuses what does not fit the contract and writes nothing', async () => {
    const { dataSource } = await things.publisherDatabase();
    const { manager } = dataSource;
    const good = named(randomUUID(), 1, 'Ada');

    await expect(appendEvents(manager, [good, { ...good, facts: { thingId: 'no id' } }])).rejects.toThrow(
      'thingId',
    );
    await expect(appendEvents(manager, [{ ...good, personal: undefined }])).rejects.toThrow(
      'does not fit its contract',
    );
    await expect(appendEvents(manager, [{ ...good, actor: 'Ada' }])).rejects.toThrow('actor');
    await expect(appendEvents(manager, [named(randomUUID(), 1, 'x'.repeat(300_000))])).rejects.toThrow(
      'bytes',
    );
    await expect(
      sendCommand(manager, things.doThing, { secret: 1 } as never, {
        actor: things.actor,
        expiresAt: new Date(),
      }),
    ).rejects.toThrow('secret');
    expect(await dataSource.query('select from event_log union all select from outbox')).toEqual([]);
  });
});
