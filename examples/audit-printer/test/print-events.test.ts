import { randomUUID } from 'node:crypto';
import { events, toSequence } from '@tenantry/contracts';
import { eventually, testVhost } from '@tenantry/testing';
import { type ConfirmChannel, connect } from 'amqplib';
import { printEvents } from '../src/print-events';

const userId = randomUUID();
const blocked = {
  specversion: '1.0',
  id: randomUUID(),
  source: 'tenantry/identity',
  type: 'identity.user.blocked.v1',
  subject: `user/${userId}`,
  time: '2026-11-22T10:00:00.000Z',
  datacontenttype: 'application/json',
  dataschema: 'urn:tenantry:identity.user.blocked.v1',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  sequence: toSequence(3),
  actor: `user/${randomUUID()}`,
  environment: 'test',
  data: { userId, personal: { reason: 'Repeated abuse' } },
};

describe('the audit printer', () => {
  let channel: ConfirmChannel;
  let lines: string[];
  let close: () => Promise<void>;
  let closeBroker: () => Promise<void>;

  const publish = async (type: string, message: object | string) => {
    const body = typeof message === 'string' ? message : JSON.stringify(message);
    channel.publish('identity.events', type, Buffer.from(body), { persistent: true });
    await channel.waitForConfirms();
  };

  beforeAll(async () => {
    const amqpUrl = await testVhost();
    const broker = await connect(amqpUrl);
    closeBroker = () => broker.close();
    channel = await broker.createConfirmChannel();
    for (const publisher of new Set(events.map((event) => event.publisher)))
      await channel.assertExchange(`${publisher}.events`, 'topic');
    lines = [];
    close = await printEvents(amqpUrl, (line) => lines.push(line));
  });

  afterAll(async () => {
    await close();
    await channel.deleteQueue('audit-printer.inbox');
    await closeBroker();
  });

  it('[B1] prints who did what to whom, once, and passes over what it does not know or cannot read', async () => {
    await publish('identity.user.blocked.v1', blocked);
    await publish('identity.user.blocked.v1', blocked);
    await publish('identity.user.blocked.v1', '{"no": ');
    await publish('identity.user.renamed.v9', {
      ...blocked,
      type: 'identity.user.renamed.v9',
      id: randomUUID(),
    });
    await publish('identity.user.unblocked.v1', {
      ...blocked,
      id: randomUUID(),
      type: 'identity.user.unblocked.v1',
      sequence: toSequence(4),
      data: { userId, personal: { comment: null } },
    });

    await eventually(() => expect(lines).toHaveLength(2));
    expect(lines[0]).toBe(
      `2026-11-22T10:00:00.000Z identity.user.blocked.v1 user/${userId}#3 by ${blocked.actor} ` +
        `trace 4bf92f3577b34da6a3ce929d0e0e4736 ${JSON.stringify(blocked.data)}`,
    );
    expect(lines[1]).toContain('identity.user.unblocked.v1');
  });
});
