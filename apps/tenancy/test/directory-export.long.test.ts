import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld, type TestOrganization } from './support/world';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
/** Bytes that are held. */
const held = (): number => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** Below this a difference says nothing: buffers of sockets and of the compression. */
const noise = 8 * 1024 * 1024;

describe('exporting 100,000 users', () => {
  const root = anOrganization(null);
  const places = { small: anOrganization(root), large: anOrganization(root) };
  const sizes = { small: 3_000, large: 100_000 };
  const masters = { small: aUser(places.small, 'master'), large: aUser(places.large, 'master') };
  let service: TestService;
  let port: number;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, {
      organizations: [root, ...Object.values(places)],
      users: Object.values(masters),
    });
    for (const size of ['small', 'large'] as const) await fill(places[size], sizes[size]);
    const server = service.app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
    // A run before anything is measured: what is loaded and compiled at first use.
    for (const format of ['csv', 'xlsx']) await peakOf('small', format);
  }, 120_000);
  afterAll(() => service.close());

  const fill = ({ id, path }: TestOrganization, count: number) =>
    service.database.query(
      `insert into directory (user_id, organization_id, path, rank, user_name, email, first_name, last_name, status, created_at,
         version, search, sort_name)
       select gen_random_uuid(), $1, $2, 0, 'person' || n, 'person' || n || '@example.com', 'First' || n, 'Last' || n, 'active',
         now(), 1, ' person' || n || ' ', 'person' || lpad(n::text, 6, '0')
       from generate_series(1, $3) n`,
      [id, path, count],
    );

  /** How much more is held while the file is being written than before, at the worst of some moments; and its size. */
  async function peakOf(
    size: keyof typeof sizes,
    format: string,
  ): Promise<{ growth: number; bytes: number }> {
    const cookie = await service.signIn(masters[size]);
    const before = held();
    const asked = get({
      port,
      agent: false,
      path: `/v1/directory/users/export?format=${format}`,
      headers: { cookie },
    });
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    let [growth, bytes, looked] = [0, 0, 0];
    for await (const piece of answer) {
      bytes += (piece as Buffer).length;
      if (bytes < looked) continue;
      looked = bytes + 200_000;
      growth = Math.max(growth, held() - before);
    }
    const [{ rows } = { rows: 0 }] = await service.database.query<{ rows: number }[]>(
      `select (data->>'rows')::int as rows from event_log where subject = $1 order by id desc limit 1`,
      [`directory/${places[size].id}`],
    );
    expect(rows).toBe(sizes[size] + 1);
    return { growth, bytes };
  }

  it.each(['csv', 'xlsx'])(
    '[L12] takes no more memory than exporting 3,000: %s',
    async (format) => {
      const small = await peakOf('small', format);
      const large = await peakOf('large', format);
      expect(large.bytes).toBeGreaterThan(20 * small.bytes);
      expect(large.growth).toBeLessThan(Math.max(2 * small.growth, noise));
    },
    300_000,
  );
});
