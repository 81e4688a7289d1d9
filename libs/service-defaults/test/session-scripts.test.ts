import { connectRedis, createLogger } from '../src';
import { runScript } from '../src/sessions/run-script';
import { raiseEpoch, sessionScripts } from '../src/sessions/session-scripts';
import { testRedisUrl } from './redis-for-tests';

const logger = createLogger('test', 'silent');

describe('the scripts of sessions', () => {
  it('are known to Redis on every new connection, and run when it has lost them since', async () => {
    const first = await connectRedis(testRedisUrl(), logger);
    await first.scriptFlush();
    const second = await connectRedis(testRedisUrl(), logger);
    expect(await second.scriptExists(sessionScripts.map(({ sha }) => sha))).toEqual(
      sessionScripts.map(() => 1),
    );
    await first.scriptFlush();
    await second.del('epoch:scripts');
    const keys = ['epoch:scripts', 'online:scripts', 'sessions:scripts'];
    expect(await runScript(second, raiseEpoch, keys, ['4'])).toBe(5);
    await Promise.all([first.close(), second.close()]);
  });
});
