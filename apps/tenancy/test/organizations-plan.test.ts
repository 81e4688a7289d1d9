import { organizationsQuerySchema } from '@tenantry/contracts';
import { Client } from 'pg';
import type { Database } from '../src/access/find-access';
import { linesOf } from '../src/lines/list-lines';
import { childrenOf } from '../src/organizations/list-children';
import { listOrganizations } from '../src/organizations/list-organizations';
import { explaining } from './support/explaining';
import { type TestService, testService } from './support/service';
import { actorOf, anOrganization, aUser, insertWorld } from './support/world';

describe('among 40,000 organizations and 40,000 lines', () => {
  const root = anOrganization(null, 'Velaria');
  const resellers = Array.from({ length: 10 }, (_, at) => anOrganization(root, `Reseller ${at}`));
  const [reseller] = resellers;
  const company = anOrganization(reseller ?? root, 'Company');
  const operator = aUser(root, 'master');
  let service: TestService;
  let owner: Client;
  beforeAll(async () => {
    service = await testService();
    owner = new Client({ connectionString: service.ownerUrl });
    await owner.connect();
    await insertWorld(service.database, { organizations: [root, ...resellers, company], users: [operator] });
    // 4,000 companies directly below each reseller, and the lines of the first one. Ids are found, too: these have no 12345.
    await owner.query(
      `insert into organizations (id, parent_id, kind, name, path, version, created_at, search, sort_name)
       select made.id, parent.id, 'company', 'Customer ' || n, parent.path || made.id, 1, now(),
         ' customer ' || n || ' ', 'customer ' || n
       from (
         select overlay(overlay(md5('e' || n) placing '4' from 13) placing '8' from 17)::uuid as id, n
         from generate_series(1, 40000) n
       ) made
       join unnest($1::uuid[]) with ordinality as picked (parent, position) on position = 1 + n % 10
       join organizations parent on parent.id = picked.parent`,
      [resellers.map(({ id }) => id)],
    );
    await owner.query(
      `with made as (
         insert into lines (id, kind, identifier, owner_id, organization_id, version, created_at, search, sort_name)
         select gen_random_uuid(), 'sim', n::text, $1, $1, 1, now(), ' ' || n || ' ', n::text
         from generate_series(1000000, 1039999) n returning id, sort_name
       ) insert into line_holdings (organization_id, line_id, sort_name) select $1, id, sort_name from made`,
      [resellers[0]?.id],
    );
    await owner.query('vacuum analyze');
  }, 120_000);
  afterAll(async () => {
    await owner.end();
    await service.close();
  });

  /** The plan of the one statement that this runs, and what it answered. */
  async function planOf(run: (database: Database) => Promise<unknown>) {
    const { database, plans } = explaining(service.database);
    const answer = await run(database);
    const [plan] = plans;
    if (!plan || plans.length > 1) throw new Error('one statement was expected');
    return { ...plan, items: (answer as { items: object[] }).items };
  }
  const picked = (q: string | undefined, actor = operator) =>
    planOf((database) =>
      listOrganizations(
        database,
        actorOf(actor),
        organizationsQuerySchema.parse(q === undefined ? {} : { q }),
      ),
    );

  it.each([
    ['a rare text', 'customer 12345', 'organizations_search', 1],
    ['a text that nobody has', 'nobodyhasthis', 'organizations_search', 0],
    ['a beginning of two letters', 'zz', 'organizations_search', 0],
    ['a common text', 'customer', 'organizations_by_name', 20],
    ['nothing', undefined, 'organizations_by_name', 20],
  ])('[A1] the picker finds %s by an index, in a few pages', async (_what, q, index, hits) => {
    const { indexes, pages, whole, items } = await picked(q);
    expect(items).toHaveLength(hits);
    expect(whole).toEqual([]);
    expect(indexes).toContain(index);
    expect(pages).toBeLessThan(400);
  });

  it('[A1] [A8] the picker of one with few below finds them without walking the others', async () => {
    const master = aUser(company, 'master');
    const { pages, whole, items } = await picked(undefined, master);
    expect(items).toMatchObject([{ name: 'Company' }]);
    expect(whole).toEqual([]);
    expect(pages).toBeLessThan(100);
  });

  it('[A1] a branch of 4,000 opens page by page, the first and one deep inside', async () => {
    const parentId = resellers[3]?.id ?? '';
    let cursor: string | undefined;
    for (let at = 0; at < 10; at += 1) {
      const { nextCursor } = await childrenOf(service.database, parentId, { cursor, limit: 200 });
      cursor = nextCursor ?? undefined;
    }
    expect(cursor).toBeDefined();
    for (const from of [undefined, cursor]) {
      const { indexes, pages, whole, items } = await planOf((database) =>
        childrenOf(database, parentId, { cursor: from, limit: 50 }),
      );
      expect(items).toHaveLength(50);
      expect(whole).toEqual([]);
      expect(indexes).toContain('organizations_by_parent');
      expect(pages).toBeLessThan(300);
    }
  });

  it('[A1] the lines of an organization are read page by page, and found by a part of their number', async () => {
    const organizationId = resellers[0]?.id ?? '';
    const page = await planOf((database) => linesOf(database, organizationId, { limit: 50 }));
    expect(page.items).toHaveLength(50);
    expect(page.indexes).toContain('line_holdings_pkey');
    expect([page.whole.includes('lines'), page.pages < 700]).toEqual([false, true]);
    const found = await planOf((database) => linesOf(database, organizationId, { q: '1023456', limit: 50 }));
    expect(found.items).toMatchObject([{ identifier: '1023456' }]);
    expect(found.indexes).toContain('lines_search');
    expect(found.pages).toBeLessThan(300);
  });
});
