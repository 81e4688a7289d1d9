import { testEnvironment } from '@tenantry/testing';
import { testRedisUrl } from './redis-for-tests';
import { runFixture } from './running-service';

const start = () => runFixture({ DATABASE_URL: testEnvironment().databaseUrl, REDIS_URL: testRedisUrl() });
const messages = (lines: Record<string, unknown>[]) => lines.map(({ msg }) => msg);

describe('shutting down', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'closes everything in order on %s, past what cannot be closed',
    async (signal) => {
      const service = await start();
      expect(await service.stop(signal)).toBe(0);
      const said = messages(service.lines());
      expect(said.slice(said.indexOf('shutting down'))).toEqual([
        'shutting down',
        'closed first',
        'closing failed, going on',
        'closed last',
        'stopped',
      ]);
    },
  );

  it('also closes after an error that nobody caught, and exits with 1', async () => {
    const service = await start();
    await fetch(`${service.base}/crash`);
    expect(await service.ended).toBe(1);
    expect(messages(service.lines())).toEqual(
      expect.arrayContaining(['closed first', 'closed last', 'stopped']),
    );
    expect(service.lines().find(({ level }) => level === 'fatal')).toMatchObject({
      err: { message: 'nobody catches this' },
    });
  });
});
