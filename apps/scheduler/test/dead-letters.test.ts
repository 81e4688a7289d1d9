import { parkedStream } from '@tenantry/testing';
import { operatedScheduler } from './support/operated';

/** Messages that are parked. */
async function setUp() {
  const scheduler = await operatedScheduler();
  const { dataSource } = scheduler;
  return {
    ...scheduler,
    entryIds: [await parkedStream(dataSource), await parkedStream(dataSource)] as const,
  };
}

describe('[B2] dead letters over HTTP', () => {
  let world: Awaited<ReturnType<typeof setUp>>;
  beforeEach(async () => (world = await setUp()));
  afterEach(() => world.close());

  it('[B2] are counted, listed and shown to those who operate the installation', async () => {
    const { operator, entryIds } = world;
    const counts = await operator.get('/v1/dead-letters/counts');
    expect(counts.body).toMatchObject({
      service: 'scheduler',
      types: [{ type: 'sandbox.thing.changed.v1', count: 2 }],
    });
    const first = await operator.get('/v1/dead-letters?kind=parked&limit=1');
    const { items, nextCursor } = first.body as { items: { entryId: string }[]; nextCursor: string };
    expect(items).toMatchObject([
      { kind: 'parked', version: 1, waiting: 2, error: 'Error: cannot be applied' },
    ]);
    const second = await operator.get(`/v1/dead-letters?limit=1&cursor=${nextCursor}`);
    const rest = second.body as { items: { entryId: string }[]; nextCursor: null };
    expect(rest.nextCursor).toBeNull();
    expect([...items, ...rest.items].map(({ entryId }) => entryId).sort()).toEqual([...entryIds].sort());
    const details = await operator.get(`/v1/dead-letters/${entryIds[0]}`);
    expect(details.body).toMatchObject({ entryId: entryIds[0], mayReplay: true, mayDiscard: true });
    for (const [path, status, code] of [
      ['/v1/dead-letters?cursor=x', 400, 'request.invalid'],
      ['/v1/dead-letters?kind=lost', 400, 'request.invalid'],
      ['/v1/dead-letters/x', 404, 'dead_letter.not_found'],
    ] as const) {
      const answer = await operator.get(path);
      expect([answer.status, answer.body]).toMatchObject([status, { code }]);
    }
  });

  it('[B2] are replayed and discarded with a reason, which the history shows', async () => {
    const { operator, entryIds, query } = world;
    const act = (path: string, body: object) => operator.post(`/v1/dead-letters/${path}`).send(body);
    for (const body of [{}, { reason: ' ' }, { reason: 'x', more: 1 }])
      expect((await act(`${entryIds[0]}/replay`, body)).status).toBe(400);

    expect((await act(`${entryIds[0]}/replay`, { reason: 'mended' })).body).toEqual({ count: 1 });
    const discarded = await act(`${entryIds[1]}/discard`, { reason: 'made by a test', scope: 'subject' });
    expect(discarded.body).toEqual({ count: 2 });
    const again = await act(`${entryIds[1]}/discard`, { reason: 'once more', scope: 'subject' });
    expect([again.status, again.body]).toMatchObject([404, { code: 'dead_letter.not_found' }]);

    expect(await query(`select from stream where status = 'parked'`)).toEqual([]);
    const history = await operator.get('/v1/dead-letters/history');
    const actor = { kind: 'user', id: operator.userId };
    expect(history.body).toMatchObject({
      items: [
        { type: 'scheduler.dead-letters.discarded.v1', actor, personal: { reason: 'made by a test' } },
        { type: 'scheduler.dead-letters.replayed.v1', actor, personal: { reason: 'mended' } },
      ],
    });
    expect(await query('select from outbox')).toHaveLength(2);
  });

  it('[B2] are replayed all of a type at once', async () => {
    const { operator, query } = world;
    const replay = () =>
      operator.post('/v1/dead-letters/replay').send({ reason: 'mended', type: 'sandbox.thing.changed.v1' });
    expect((await replay()).body).toEqual({ count: 2 });
    const again = await replay();
    expect([again.status, again.body]).toMatchObject([404, { code: 'dead_letter.not_found' }]);
    expect(await query('select from outbox')).toHaveLength(1);
  });

  it('[B2] are nobody’s who does not operate the installation', async () => {
    const { api, entryIds, query } = world;
    const somebody = await api.signIn();
    const answers = [
      await somebody.get('/v1/dead-letters'),
      await somebody.get(`/v1/dead-letters/${entryIds[0]}`),
      await somebody.post(`/v1/dead-letters/${entryIds[0]}/replay`).send({ reason: 'mine' }),
      await somebody
        .post(`/v1/dead-letters/${entryIds[0]}/discard`)
        .send({ reason: 'mine', scope: 'message' }),
    ];
    for (const { status, body } of answers)
      expect([status, body]).toMatchObject([403, { code: 'permission.missing' }]);
    expect(await query(`select from stream where status = 'parked'`)).toHaveLength(2);
  });
});
