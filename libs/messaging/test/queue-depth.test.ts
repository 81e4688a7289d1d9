import { eventually, testVhost } from '@tenantry/testing';
import { on } from '../src';
import * as things from './things';

afterEach(things.endAll);

it('[B6] tells how long a queue is and how many replicas read it, and nothing while the broker is not reached', async () => {
  const brokerUrl = await testVhost();
  const { dataSource: database } = await things.consumerDatabase();
  const poke = await things.testPoke();
  const subscriptions = [on(things.thingChanged, (message, { tx }) => things.noteEffect(tx, message))];
  const replica = () => things.notifierConsumer({ brokerUrl, poke, subscriptions, database });
  const [first, second] = [replica(), replica()];
  expect(await first.queue()).toBeNull();
  const within = { within: 20_000 };
  await eventually(async () => expect(await first.queue()).toEqual({ messages: 0, replicas: 2 }), within);
  await second.stop();
  expect(await second.queue()).toBeNull();
  await eventually(async () => expect(await first.queue()).toEqual({ messages: 0, replicas: 1 }), within);
});
