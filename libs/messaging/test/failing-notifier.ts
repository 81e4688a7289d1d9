import { randomUUID } from 'node:crypto';
import type { DeadLetterKind } from '@tenantry/contracts';
import { eventually, testVhost } from '@tenantry/testing';
import { connect } from 'amqplib';
import { deadLettersOf, listDeadLetters, listHistory, on, topologyOf } from '../src';
import { declarePublisher } from '../src/declare-topology';
import { storeMessages } from '../src/store-messages';
import { inboxRow } from './inbox-row';
import * as things from './things';

export const byWhom = {
  service: 'notifier',
  environment: things.environment,
  acting: { actorId: randomUUID(), onBehalfOfId: null },
  reason: 'mended by hand',
} as const;

/** A notifier that fails at what is poisonous, fed past the broker. */
export async function failingNotifier() {
  const poisonous = new Set<string>();
  const notifier = await things.consumerDatabase();
  const database = notifier.dataSource;
  const brokerUrl = await testVhost();
  const connection = await connect(brokerUrl);
  things.atEnd(() => connection.close());
  const channel = await connection.createConfirmChannel();
  await declarePublisher(channel, 'alpha');
  const poke = await things.testPoke();
  const subscriptions = [
    on(things.thingChanged, async (message, { tx }) => {
      if (poisonous.has(`${message.subject} ${Number(message.sequence)}`))
        throw new Error('cannot be applied\nbecause of its second line');
      await things.noteEffect(tx, message);
    }),
  ];
  const topology = topologyOf('notifier', subscriptions, ['alpha']);
  const consumer = things.notifierConsumer({
    ...{ brokerUrl, database, poke, subscriptions, topology },
    maxAttempts: 2,
  });
  const list = async (kind: DeadLetterKind, filter: { type?: string; subject?: string } = {}) =>
    (await listDeadLetters(database.manager, { kind, ...filter }, { limit: 50 }))?.items ?? [];
  return {
    ...{ notifier, database, consumer, channel, poisonous, list },
    deliver: (subject: string, ...versions: number[]) =>
      storeMessages(
        database,
        versions.map((version) => inboxRow(subject, version)),
      ),
    /** The one that is held up in this way, once it is. */
    held: (kind: DeadLetterKind) =>
      eventually(async () => {
        const [entry] = await list(kind);
        if (!entry) throw new Error(`nothing is ${kind}`);
        return entry;
      }),
    applied: (subject: string, versions: number[]) =>
      eventually(async () => expect(await things.effectsOf(notifier, subject)).toEqual(versions)),
    history: () => listHistory(database.manager, [deadLettersOf('notifier')], { limit: 50 }),
  };
}
