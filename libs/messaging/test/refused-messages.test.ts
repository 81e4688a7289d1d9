import { randomUUID } from 'node:crypto';
import { eventually, silentLogger } from '@tenantry/testing';
import { discardDeadLetter, getDeadLetter, replayDeadLetter } from '../src';
import { keepHouse } from '../src/housekeeping';
import { byWhom, failingNotifier } from './failing-notifier';
import { handledType, inboxRow } from './inbox-row';
import { endAll } from './things';

afterEach(endAll);

describe('[B2] dead letters', () => {
  it('[B2] that could not be placed are kept, read again or discarded', async () => {
    const { channel, consumer, held, list, database, applied, history } = await failingNotifier();
    await eventually(() => expect(consumer.state()).toMatchObject({ connected: true, unbound: [] }));
    const messageId = randomUUID();
    const publish = async (content: string) => {
      channel.publish('alpha.events', handledType, Buffer.from(content), { messageId, type: handledType });
      await channel.waitForConfirms();
    };
    await publish('nonsense');
    const nonsense = await held('refused');
    expect(await getDeadLetter(database.manager, nonsense.entryId, byWhom)).toMatchObject({
      ...{ type: handledType, exchange: 'alpha.events', routingKey: handledType, bytes: 8, facts: null },
      mayReplay: false,
    });
    await expect(
      database.transaction((tx) => replayDeadLetter(tx, nonsense.entryId, byWhom)),
    ).rejects.toMatchObject({ code: 'dead_letter.not_replayable' });
    expect(await list('refused')).toHaveLength(1);
    await database.transaction((tx) =>
      discardDeadLetter(tx, { entryId: nonsense.entryId, scope: 'message' }, byWhom),
    );
    expect(await list('refused')).toEqual([]);
    expect(await history()).toMatchObject([{ facts: { type: handledType, eventIds: [messageId] } }]);

    // As if an earlier version of the software had not been able to read it.
    const { body } = inboxRow('thing/1', 1);
    await publish('to be replaced');
    const readable = await held('refused');
    await database.query('update refused_message set content = $1', [Buffer.from(body ?? '')]);
    expect(await getDeadLetter(database.manager, readable.entryId, byWhom)).toMatchObject({
      facts: { n: 1 },
      mayReplay: true,
    });
    await database.transaction((tx) => replayDeadLetter(tx, readable.entryId, byWhom));
    await applied('thing/1', [1]);
    expect(await list('refused')).toEqual([]);
  });

  it('[B2] that a sender gave headers of the service or the broker are believed only where those write', async () => {
    const { channel, consumer, list, database, history } = await failingNotifier();
    await eventually(() => expect(consumer.state()).toMatchObject({ connected: true, unbound: [] }));
    const forged = { 'refused-from': 'identity.events', 'refused-because': 'forged' };
    for (const deaths of [[], [{ exchange: 'alpha.events' }]])
      channel.publish('', 'notifier.parking', Buffer.from('nonsense'), {
        ...{ messageId: 'ada@example.org', type: 'Ada Lovelace' },
        headers: { ...forged, 'x-death': deaths },
      });
    await channel.waitForConfirms();
    const entries = await eventually(async () => {
      const refused = await list('refused');
      expect(refused).toHaveLength(2);
      return refused;
    });
    const details = entries.map(({ entryId }) => getDeadLetter(database.manager, entryId, byWhom));
    const error = 'rejected by the broker or by hand';
    expect(await Promise.all(details)).toMatchObject([
      { exchange: '', error },
      { exchange: 'alpha.events', error },
    ]);
    const entryId = entries[0]?.entryId ?? '';
    await database.transaction((tx) => discardDeadLetter(tx, { entryId, scope: 'message' }, byWhom));
    expect(await history()).toMatchObject([{ facts: { type: null, eventIds: [] } }]);
  });

  it('[B2] show of a command nothing that may be an address or a secret, and nothing once its time is over', async () => {
    const { channel, consumer, held, database } = await failingNotifier();
    await eventually(() => expect(consumer.state()).toMatchObject({ connected: true, unbound: [] }));
    const { body } = inboxRow(`command/${randomUUID()}`, 1, 'notifier.command.send-mail.v1');
    const command = {
      ...(JSON.parse(body ?? '') as object),
      source: 'tenantry/identity',
      expires: new Date(Date.now() + 60_000).toISOString(),
      data: {
        ...{ mailId: randomUUID(), template: 'invitation', userId: null, to: 'ada@example.org' },
        ...{ language: 'en', values: { inviterName: 'Ada' }, sealed: 'eyJhbGciOi' },
      },
    };
    channel.publish('alpha.events', handledType, Buffer.from(JSON.stringify(command)));
    await channel.waitForConfirms();
    const { entryId } = await held('refused');
    const details = await getDeadLetter(database.manager, entryId, byWhom);
    expect(details.facts).toEqual({
      mailId: command.data.mailId,
      template: 'invitation',
      userId: null,
      language: 'en',
    });
    expect(details.withheld).toEqual(['to', 'values', 'sealed']);
    expect(JSON.stringify(details)).not.toMatch(/ada|eyJ/i);

    await database.query(`update refused_message set expires_at = now() - interval '1 second'`);
    await keepHouse(database, silentLogger, 7);
    expect(await getDeadLetter(database.manager, entryId, byWhom)).toMatchObject({
      bytes: null,
      facts: null,
      mayReplay: false,
    });
  });
});
