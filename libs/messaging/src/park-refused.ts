import type { ConfirmChannel, ConsumeMessage, Options } from 'amqplib';

/**
 * Publishes what an inbox refuses to `<service>.parking`, as it came and with the reason, and waits until the broker has
 * confirmed each. The broker's own dead-lettering would need a policy, and a broker without it drops what is refused.
 * @param refused the reason of each
 * @throws where one was not confirmed or no queue took it: none may be acknowledged then
 */
export async function parkRefused(
  channel: ConfirmChannel,
  service: string,
  refused: ReadonlyMap<ConsumeMessage, string>,
): Promise<void> {
  let returned = 0;
  const onReturn = () => (returned += 1);
  channel.on('return', onReturn);
  try {
    await Promise.all([...refused].map(([message, reason]) => park(channel, service, message, reason)));
  } finally {
    channel.off('return', onReturn);
  }
  if (returned > 0) throw new Error(`${service}.parking takes no messages`);
}

const park = (channel: ConfirmChannel, service: string, message: ConsumeMessage, reason: string) =>
  new Promise<void>((resolve, reject) => {
    const { content, fields } = message;
    channel.publish(
      `${service}.parking`,
      fields.routingKey,
      content,
      asParked(message, reason),
      (error: unknown) =>
        error
          ? reject(error instanceof Error ? error : new Error('the broker refused a message'))
          : resolve(),
    );
  });

/** User id and expiry stay behind: the broker checks the first against this connection, and the second would drop it. */
function asParked({ fields, properties }: ConsumeMessage, reason: string): Options.Publish {
  const options: Options.Publish = {
    mandatory: true,
    persistent: true,
    headers: {
      ...properties.headers,
      'refused-because': reason,
      'refused-from': fields.exchange,
      'published-by': String(properties.userId ?? ''),
    },
  };
  for (const name of ['messageId', 'type', 'contentType'] as const) {
    const value: unknown = properties[name];
    if (typeof value === 'string') options[name] = value;
  }
  return options;
}
