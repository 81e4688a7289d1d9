import { randomUUID } from 'node:crypto';
import {
  type AnyCommand,
  type AnyEvent,
  type CommandDataOf,
  type Envelope,
  type FactsOf,
  type PersonalOf,
  sendMail,
  toSequence,
} from '@tenantry/contracts';
import { connect } from 'amqplib';

export const environment = 'test';

/** What identity would put on the bus, published on its exchange as it stands. */
export async function identityOn(brokerUrl: string) {
  const connection = await connect(brokerUrl, { timeout: 5000 });
  const channel = await connection.createConfirmChannel();
  for (const service of ['identity', 'tenancy']) {
    const alternateExchange = `${service}.unrouted`;
    await channel.assertExchange(alternateExchange, 'fanout', { durable: true });
    await channel.assertExchange(`${service}.events`, 'topic', { durable: true, alternateExchange });
  }
  const versions = new Map<string, number>();

  const envelopeOf = (type: string, subject: string, version: number, data: unknown): Envelope => ({
    specversion: '1.0',
    id: randomUUID(),
    source: 'tenantry/identity',
    type,
    subject,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataschema: `urn:tenantry:${type}`,
    sequence: toSequence(version),
    actor: 'service/identity',
    environment,
    data,
  });
  const commandOf = <C extends AnyCommand>(
    { type }: C,
    data: CommandDataOf<C>,
    expiresAt: Date,
    attributes: Partial<Envelope> = {},
  ): Envelope => {
    const envelope = envelopeOf(type, '', 1, data);
    const subject = `command/${envelope.id}`;
    return { ...envelope, subject, expires: expiresAt.toISOString(), ...attributes };
  };
  const publish = async (exchange: string, key: string, envelope: Envelope, headers = {}) => {
    channel.publish(exchange, key, Buffer.from(JSON.stringify(envelope)), {
      persistent: true,
      messageId: envelope.id,
      type: envelope.type,
      contentType: 'application/cloudevents+json',
      headers,
    });
    await channel.waitForConfirms();
  };

  return {
    /** The next event about a user, not yet published. */
    event<E extends AnyEvent>(
      definition: E,
      facts: FactsOf<E> & { userId: string },
      personal?: PersonalOf<E> | null,
      attributes: Partial<Envelope> = {},
    ): Envelope {
      const subject = `user/${facts.userId}`;
      const version = (versions.get(subject) ?? 0) + 1;
      versions.set(subject, version);
      return {
        ...envelopeOf(definition.type, subject, version, { ...facts, personal }),
        ...attributes,
      };
    },
    /** What tenancy says of an organization, published on its exchange. */
    async tenancySays<E extends AnyEvent>(
      definition: E,
      facts: FactsOf<E> & { organizationId: string },
    ): Promise<void> {
      const subject = `organization/${facts.organizationId}`;
      const version = (versions.get(subject) ?? 0) + 1;
      versions.set(subject, version);
      const envelope = envelopeOf(definition.type, subject, version, facts);
      await publish('tenancy.events', definition.type, { ...envelope, source: 'tenantry/tenancy' });
    },
    /** A command to send a mail, not yet published. */
    command: (data: CommandDataOf<typeof sendMail>, expiresAt: Date, attributes: Partial<Envelope> = {}) =>
      commandOf(sendMail, data, expiresAt, attributes),
    /** Any command, not yet published. */
    commandOf,
    publish: (envelope: Envelope) => publish('identity.events', envelope.type, envelope),
    /** As an owner publishes its history again for one consumer. */
    replay: (envelope: Envelope) => publish('', 'notifier.inbox', envelope, { replay: true }),
    close: () => connection.close(),
  };
}

export type Identity = Awaited<ReturnType<typeof identityOn>>;
