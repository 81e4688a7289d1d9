import { randomUUID } from 'node:crypto';
import { jobPaused, jobResumed } from '@tenantry/contracts';
import { appendEvents, draft, searchLog } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { operatedScheduler } from './support/operated';

/** Forty events: two people pause and resume ten jobs each, one a minute. */
async function setUp() {
  const scheduler = await operatedScheduler();
  const { api, dataSource, operator } = scheduler;
  const start = Date.now() - 3_600_000;
  const people = [randomUUID(), randomUUID()] as const;
  const events = Array.from({ length: 40 }, (_, n) => {
    const jobId = `job-${Math.floor(n / 2)}`;
    return draft({
      event: n % 2 === 0 ? jobPaused : jobResumed,
      subject: `job/${jobId}`,
      version: (n % 2) + 1,
      facts: { jobId },
      actor: `user/${people[n < 20 ? 0 : 1]}`,
      occurredAt: new Date(start + n * 60_000),
    });
  });
  const ids = await appendEvents(dataSource.manager, events);
  return {
    ...scheduler,
    ...{ ids, people, start, somebody: await api.signIn() },
    /** Ids of all pages, in order. */
    all: async (filter: Record<string, string>, limit = 7) => {
      const found: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query = new URLSearchParams({ ...filter, limit: String(limit), ...(cursor && { cursor }) });
        const answer = await operator.get(`/v1/audit?${query.toString()}`);
        const page = answer.body as { items: { eventId: string }[]; nextCursor: string | null };
        found.push(...page.items.map(({ eventId }) => eventId));
        cursor = page.nextCursor;
      }
      return found;
    },
  };
}

describe('the audit trail of a service', () => {
  let world: Awaited<ReturnType<typeof setUp>>;
  beforeAll(async () => (world = await setUp()));
  afterAll(() => world.close());

  it('[B7] is found by who did it, what it was, to what and when, newest first and page by page', async () => {
    const { ids, people, start, all } = world;
    const newest = [...ids].reverse();
    expect(await all({})).toEqual(newest);
    expect(await all({ actor: `user/${people[0]}` })).toEqual(newest.slice(20));
    expect(await all({ type: jobResumed.type })).toEqual(newest.filter((_, n) => n % 2 === 0));
    expect(await all({ subject: 'job/job-3' })).toEqual([ids[7], ids[6]]);
    const [from, to] = [10, 15].map((minute) => new Date(start + minute * 60_000).toISOString());
    expect(await all({ from: from ?? '', to: to ?? '' }, 2)).toEqual(newest.slice(25, 30));
    expect(await all({ actor: `user/${people[1]}`, type: jobPaused.type, subject: 'job/job-19' })).toEqual([
      ids[38],
    ]);
    expect(await all({ organizationId: randomUUID() })).toEqual([]);
  });

  it('[B7] tells facts, and of the personal part only that there is one', async () => {
    const { operator, ids, people } = world;
    const answer = await operator.get('/v1/audit?subject=job/job-0&limit=1');
    expect(answer.body).toEqual({
      items: [
        {
          eventId: ids[1],
          type: jobResumed.type,
          subject: 'job/job-0',
          version: 2,
          occurredAt: expect.any(String) as string,
          actor: { kind: 'user', id: people[0], name: null },
          onBehalfOf: null,
          facts: { jobId: 'job-0' },
          hasPersonal: false,
          traceId: null,
        },
      ],
      nextCursor: expect.any(String) as string,
    });
  });

  it('[B7] is refused to anybody else, and what is no filter is told', async () => {
    const { operator, somebody } = world;
    for (const path of ['/v1/audit', '/v1/audit/seals'])
      expect(await somebody.get(path)).toMatchObject({ status: 403, body: { code: 'permission.missing' } });
    for (const query of ['cursor=x', 'actor=Olga', 'from=yesterday', 'name=Olga', 'subject=user'])
      expect(await operator.get(`/v1/audit?${query}`)).toMatchObject({ status: 400 });
  });

  it('[B7] walks an index for each filter', async () => {
    const { query, dataSource } = world;
    await query(
      `insert into event_log (event_id, subject, version, type, data, actor, occurred_at)
       select gen_random_uuid(), 'user/' || n, 1, 'type-' || n % 500,
         jsonb_build_object('organizationId', 'organization-' || n % 500), 'user/' || n % 500, now() - n * interval '1 minute'
       from generate_series(1, 20000) n`,
    );
    await query('analyze event_log');
    // The statement that searchLog makes, explained instead of carried out.
    const plans = {
      query: (sql: string, values: unknown[]) => dataSource.query(`explain ${sql}`, values),
    } as unknown as EntityManager;
    for (const [index, filter] of [
      ['event_log_by_time', {}],
      ['event_log_by_actor', { actor: 'user/7' }],
      ['event_log_by_type', { type: 'type-7' }],
      ['event_log_by_organization', { organizationId: 'organization-7' }],
    ] as const) {
      const plan = await searchLog(plans, filter, { limit: 51 });
      expect(JSON.stringify(plan)).toContain(index);
    }
  });

  it('[B7] says how far it is sealed, and what was found when it was checked last', async () => {
    const { operator, query } = world;
    await query(
      `insert into event_seal (seq, log_id, event_id, row_mac, hash, key_id)
       select row_number() over (order by id), id, event_id, '\\x00', '\\x00', 'test' from event_log where id <= 3`,
    );
    const fault = { kind: 'changed', seq: 2, eventId: randomUUID(), subject: 'job/job-1', version: 1 };
    await query(
      `insert into seal_check (run_id, heads, up_to, checked, broken, faults, finished_at)
       values (gen_random_uuid(), '[]', 3, 3, 1, '${JSON.stringify([fault])}', now())`,
    );
    const answer = await operator.get('/v1/audit/seals');
    expect(answer.body).toEqual({
      service: 'scheduler',
      sealed: 3,
      sealedAt: expect.any(String) as string,
      unsealed: 10_000,
      check: { finishedAt: expect.any(String) as string, checked: 3, broken: 1, faults: [fault] },
    });
  });
});
