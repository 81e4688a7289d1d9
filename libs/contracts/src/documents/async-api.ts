import { commands, events } from '../catalogue';
import type { AnyDefinition } from '../define';
import { jsonSchemaOf } from './json-schema';

const contentType = 'application/cloudevents+json';
const name = (definition: AnyDefinition): string => definition.type.replaceAll('.', '_').replaceAll('-', '_');

const channel = (definition: AnyDefinition) => ({
  address: definition.type,
  title: definition.title,
  messages: { [name(definition)]: { $ref: `#/components/messages/${name(definition)}` } },
  bindings: {
    amqp: {
      is: 'routingKey',
      exchange: {
        // A command goes out on the sender's exchange; every service may send one.
        name: definition.kind === 'event' ? `${definition.publisher}.events` : '<sender>.events',
        type: 'topic',
        durable: true,
      },
    },
  },
});

const message = (definition: AnyDefinition) => {
  const { $schema, ...payload } = jsonSchemaOf(definition);
  return {
    name: definition.type,
    title: definition.title,
    contentType,
    payload: {
      schemaFormat: 'application/schema+json;version=draft-07',
      schema: { ...payload, $comment: String($schema) },
    },
  };
};

const operation = (definition: AnyDefinition) => ({
  action: 'send',
  channel: { $ref: `#/channels/${name(definition)}` },
  summary: definition.title,
});

/** One AsyncAPI 3.0 document of every event and command on the bus. */
export function asyncApiDocument(version: string): Record<string, unknown> {
  const definitions = [...events, ...commands];
  const byName = <Value>(of: (definition: AnyDefinition) => Value) =>
    Object.fromEntries(definitions.map((definition) => [name(definition), of(definition)]));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Tenantry on RabbitMQ',
      version,
      license: { name: 'Apache-2.0' },
      description:
        'Every message is a CloudEvents 1.0 event in structured JSON. The routing key is the type. Messages of one subject carry their order in `sequence`.',
    },
    defaultContentType: contentType,
    servers: { broker: { host: 'rabbitmq:5672', protocol: 'amqp', protocolVersion: '0.9.1' } },
    channels: byName(channel),
    operations: byName(operation),
    components: { messages: byName(message) },
  };
}
