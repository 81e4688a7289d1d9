import { connect } from 'amqplib';
import { messageOf } from '../progress';
import { CannotBeServed, type Context } from './part';
import { policiesOf, userPermissions } from './rabbitmq-definitions';
import { amqpUrlFor, askRabbit, brokerPassword, type RabbitMq } from './rabbitmq-node';
import { topologies } from './rabbitmq-topology';
import { brokerUsers } from './services';

/**
 * Prepares a broker that someone else runs: exchanges, queues and bindings, and before them virtual hosts, a user a
 * service and the policies over its management API (AMQP_MANAGEMENT_URL, by default port 15672 of the same host, with
 * AMQP_URL's user, who must be an administrator).
 * Without the management plugin the services share AMQP_URL's user, and the virtual hosts must be there.
 * @throws CannotBeServed when a virtual host is missing and cannot be made, or a policy is needed and cannot be set
 */
export const prepareGivenBroker = async (context: Context, url: string): Promise<RabbitMq> => {
  const broker = await prepareUsersAndPolicies(context, url);
  if (context.vhosts.includes('/')) await declareAll(url);
  return broker;
};

/** Exchanges, queues and bindings of all services, in the virtual host that the address names. */
const declareAll = async (url: string): Promise<void> => {
  // Nobody else starts with a broker that is there already: the others need not load the library.
  const { declareTopologies } = await import('@tenantry/messaging');
  const connection = await connect(url, { timeout: 5_000 });
  connection.on('error', () => undefined);
  await declareTopologies(connection, topologies);
  await connection.close();
};

const prepareUsersAndPolicies = async (context: Context, url: string): Promise<RabbitMq> => {
  const { hostname } = new URL(url);
  const [username, password] = userOf(url);
  const own = decodeURIComponent(new URL(url).pathname.slice(1)) || '/';
  const vhosts = context.vhosts.map((vhost) => (vhost === '/' ? own : vhost));
  const adminUrl = amqpUrlFor(url, username, password);
  const api = context.environment['AMQP_MANAGEMENT_URL'] ?? `http://${hostname}:15672`;
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const call = async (method: string, path: string, body?: object): Promise<Response> => {
    const answer = await fetch(new URL(`/api/${path}`, api), {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(5_000),
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}`);
    return answer;
  };

  let version: string;
  try {
    version = ((await (await call('GET', 'overview')).json()) as { rabbitmq_version: string })
      .rabbitmq_version;
  } catch (error) {
    const refusal = refusalWithoutPolicies(await versionOf(url), api);
    // Tests can lose their messages without harm, people cannot.
    if (refusal && context.durable) throw new CannotBeServed(refusal);
    context.say(
      `  AMQP_URL: no management API at ${api} (${messageOf(error)}): users and policies are left as they are.`,
    );
    for (const vhost of vhosts) await requireVhost(amqpUrlFor(url, username, password, vhost), vhost);
    return {
      adminUrl,
      serviceUrl: (_, vhost = '/') => amqpUrlFor(url, username, password, vhost === '/' ? own : vhost),
    };
  }
  for (const user of brokerUsers) {
    await call('PUT', `users/${user}`, { password: brokerPassword(context, user), tags: '' });
  }
  for (const vhost of vhosts) {
    const name = encodeURIComponent(vhost);
    await call('PUT', `vhosts/${name}`, {});
    await call('PUT', `permissions/${name}/${encodeURIComponent(username)}`, {
      configure: '.*',
      write: '.*',
      read: '.*',
    });
    for (const user of brokerUsers) await call('PUT', `permissions/${name}/${user}`, userPermissions(user));
    for (const { name: policy, ...definition } of policiesOf(version))
      await call('PUT', `policies/${name}/${policy}`, definition);
  }
  return {
    adminUrl,
    serviceUrl: (service, vhost = '/') =>
      amqpUrlFor(url, service, brokerPassword(context, service), vhost === '/' ? own : vhost),
  };
};

/** Why a broker whose policies cannot be set is not taken, if it is not: RabbitMQ drops messages by itself from 4.0 on. */
export const refusalWithoutPolicies = (version: string, api: string): string | undefined =>
  Number.parseInt(version, 10) < 4
    ? undefined
    : `AMQP_URL: RabbitMQ ${version} drops a message after 20 deliveries unless a policy says otherwise, and policies are set ` +
      `over the management API, which does not answer at ${api}. Enable it (rabbitmq-plugins enable rabbitmq_management), ` +
      'name its address in AMQP_MANAGEMENT_URL, or unset AMQP_URL to have RabbitMQ brought up here.';

const versionOf = async (url: string): Promise<string> => {
  const connection = await connect(url, { timeout: 5_000 });
  connection.on('error', () => undefined);
  const { version } = connection.connection.serverProperties;
  await connection.close();
  return version;
};

const userOf = (url: string): [name: string, password: string] => {
  const { username, password } = new URL(url);
  return [decodeURIComponent(username) || 'guest', decodeURIComponent(password) || 'guest'];
};

const requireVhost = async (url: string, vhost: string): Promise<void> => {
  try {
    await askRabbit(url);
  } catch (error) {
    throw new CannotBeServed(
      `AMQP_URL: the virtual host "${vhost}" cannot be used (${messageOf(error)}). Enable RabbitMQ's management plugin ` +
        '(AMQP_MANAGEMENT_URL) to have what is missing made, or unset AMQP_URL to have RabbitMQ brought up here.',
    );
  }
};
