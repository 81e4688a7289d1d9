import type { AnyCommand, AnyEvent, CommandDataOf } from '@tenantry/contracts';
import {
  appendEvents,
  connectPoke,
  messagingMigrations,
  sendCommand,
  draft,
  type EventDraft,
  startConsumer,
  startRelay,
  topologyOf,
  transactions,
} from '@tenantry/messaging';
import { eventually, freshDatabase, silentLogger, testEnvironment, testVhost } from '@tenantry/testing';
import { subscriptions } from '../../src/subscriptions';
import { environment, type TestService } from './service';

export type TestBus = Awaited<ReturnType<typeof testBus>>;

/** Tenancy's subscriptions and relay on a real broker, and a publisher that speaks as identity. */
export async function testBus(tenancy: TestService) {
  const brokerUrl = await testVhost();
  const identity = await freshDatabase('identity', messagingMigrations);
  const logger = silentLogger;
  const poke = await connectPoke(testEnvironment().redisUrl, logger);
  const common = { brokerUrl, environment, poke, logger };
  const identityRelay = startRelay({ ...common, service: 'identity', databaseUrl: identity.runtimeUrl });
  const tenancyRelay = startRelay({ ...common, service: 'tenancy', databaseUrl: tenancy.runtimeUrl });
  const consumer = startConsumer({
    ...common,
    topology: topologyOf('tenancy', subscriptions, ['identity']),
    subscriptions,
    database: tenancy.database,
    backoffMs: () => 100,
    maxAttempts: 1000,
  });
  // What is published before the inbox is bound is not for it.
  await eventually(() => {
    const { connected, unbound } = consumer.state();
    if (!connected || unbound.length > 0) throw new Error('the inbox is not bound yet');
  });
  const inTransaction = transactions(identity.dataSource, poke, 'identity');
  const versions = new Map<string, number>();

  return {
    brokerUrl,
    /** Says something as identity, as the subject's next version; answers that version. */
    async say<E extends AnyEvent>(
      event: E,
      subject: string,
      facts: EventDraft<E>['facts'],
      personal?: EventDraft<E>['personal'],
    ): Promise<number> {
      const version = (versions.get(subject) ?? 0) + 1;
      versions.set(subject, version);
      const said = draft({
        event,
        subject,
        version,
        facts,
        personal,
        actor: 'service/identity',
        occurredAt: new Date(),
      });
      await inTransaction((tx) => appendEvents(tx, [said as never]));
      return version;
    },
    /** Sends tenancy a command, as identity. */
    command: <C extends AnyCommand>(command: C, data: CommandDataOf<C>): Promise<string> =>
      inTransaction((tx) =>
        sendCommand(tx, command, data, {
          actor: 'service/identity',
          expiresAt: new Date(Date.now() + 60_000),
        }),
      ),
    /** Publishes every event of identity again, with the same ids, and waits until that has been taken in. */
    async repeatEverything(): Promise<void> {
      await inTransaction((tx) =>
        tx.query(`insert into outbox (log_id) select id from event_log order by id`),
      );
      await this.idle();
    },
    /** Waits until all that was said so far has been published, taken in and applied. */
    idle: () =>
      eventually(
        async () => {
          const [open] = await identity.dataSource.query<{ open: number }[]>(
            `select count(*)::int as open from outbox`,
          );
          // What the broker has taken may not have come in yet.
          const [due] = await tenancy.database.query<{ due: number }[]>(
            `select count(*)::int as due
             from stream full join unnest($1::text[], $2::int[]) as said (subject, version) using (subject)
             where coalesce(status, 'ok') = 'ok' and (due < 'infinity' or coalesce(last, 0) < version)`,
            [[...versions.keys()], [...versions.values()]],
          );
          if (open?.open !== 0 || due?.due !== 0) throw new Error('messages are on their way');
        },
        { within: 10_000 },
      ),
    async close() {
      await consumer.stop();
      await Promise.all([identityRelay.stop(), tenancyRelay.stop()]);
      await poke.close();
      await identity.drop();
    },
  };
}
