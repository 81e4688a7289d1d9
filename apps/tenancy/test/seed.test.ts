import { organizationCreated } from '@tenantry/contracts';
import { builtProgram } from '@tenantry/testing';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type TestService, testService } from './support/service';
import { aUser, insertWorld, type TestOrganization, type TestUser } from './support/world';

const project = path.join(__dirname, '..');

/** Each step stands on the one before: the tree, its people, what they set up. */
describe('the seed', () => {
  let service: TestService;
  beforeAll(async () => (service = await testService()));
  afterAll(() => service.close());

  /** Runs it as the starter does: another process, which is given addresses and prints what it made. */
  async function seed(
    part: string[] = [],
    input = '',
  ): Promise<{ code: number; stdout: string; stderr: string }> {
    const env = {
      PATH: path.dirname(process.execPath),
      DATABASE_URL: service.runtimeUrl,
      DATABASE_OWNER_URL: service.ownerUrl,
    };
    const args = [...builtProgram(project, 'seed'), ...part];
    const run = promisify(execFile)(process.execPath, args, { cwd: project, env });
    run.child.stdin?.end(`${input}\n`);
    return run.then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
  }

  it('makes a tree of organizations, says so on the bus and prints it', async () => {
    const { code, stdout, stderr } = await seed();
    expect([code, stderr]).toEqual([0, '']);
    const { organizations } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
      organizations: { organizationId: string; name: string; kind: string; parentId: string | null }[];
    };
    const kinds = organizations.map(({ kind }) => kind);
    const count = (kind: string) => kinds.filter((each) => each === kind).length;
    expect([count('operator'), count('reseller'), count('company')]).toEqual([1, 2, 12]);
    expect(count('customer')).toBeGreaterThanOrEqual(28);

    const stored = await service.database.query<unknown[]>(
      `select id as "organizationId", name, kind, parent_id as "parentId" from organizations`,
    );
    expect(stored).toEqual(expect.arrayContaining(organizations));
    const told = await service.database.query<{ type: string; data: unknown }[]>(
      `select type, data from event_log join outbox on log_id = event_log.id order by event_log.id`,
    );
    expect(told.map(({ type }) => type)).toEqual(organizations.map(() => organizationCreated.type));
    expect(told.map(({ data }) => organizationCreated.facts.parse(data).organizationId)).toEqual(
      organizations.map(({ organizationId }) => organizationId),
    );
  }, 60_000);

  it('leaves a database alone that is not empty, and says what to do', async () => {
    const organizations = () => service.database.query<object[]>('select id from organizations order by id');
    const before = await organizations();
    const { code, stderr } = await seed();
    expect(code).toBe(1);
    expect(stderr).toContain('seed an empty one');
    expect(await organizations()).toEqual(before);
  }, 60_000);

  /** The people of the seed's organizations, as identity's events bring them. */
  async function peopleCome(): Promise<TestUser[]> {
    const organizations = await service.database.query<TestOrganization[]>(
      `select id, parent_id as "parentId", kind, name, path from organizations order by name`,
    );
    const users = organizations.flatMap((organization, place) => {
      const several = (accountType: 'master' | 'privileged' | 'standard', count: number) =>
        Array.from({ length: count }, (_, n) =>
          aUser(organization, accountType, { userName: `${accountType}-${n}-of-${place}` }),
        );
      return [...several('master', 1), ...several('privileged', 3), ...several('standard', 30)];
    });
    await insertWorld(service.database, { users });
    return users;
  }

  it('[A6] [A7] [A8] has the masters set up centers, so that an administrator sees some people and not others', async () => {
    const users = await peopleCome();
    const [hotels] = await service.database.query<{ id: string }[]>(
      `select id from organizations where name = 'Alpenblick Hotelgruppe AG'`,
    );
    const administrator = users.find(
      (user) => user.organizationId === hotels?.id && user.userName.startsWith('privileged-2'),
    );
    if (!administrator) throw new Error('The hotels have no administrator.');
    const input = JSON.stringify({ signIns: [{ identifier: administrator.email }] });
    const first = await seed(['furnish'], input);
    expect([first.code, first.stderr, first.stdout]).toEqual([
      0,
      '',
      expect.stringContaining('{"furnished":true}'),
    ]);

    const [of] = await service.database.query<object[]>(
      `select bool_or(b.owned) as owns, bool_or(not b.owned) as "boundOnly",
         (select count(*)::int from service_centers where organization_id = $2 and id <> all (array_agg(b.center_id))) as "notAtAll"
       from bindings b where b.user_id = $1`,
      [administrator.userId, hotels?.id],
    );
    expect(of).toEqual({ owns: true, boundOnly: true, notAtAll: 1 });
    const [everywhere] = await service.database.query<object[]>(
      `select count(distinct center_id) > 10 as centers, bool_or(customer_ids is null) as "allCustomers",
         bool_or(cardinality(customer_ids) > 0) as "someCustomers", bool_or(cardinality(entity_ids) > 0) as "someEntities"
       from bindings`,
    );
    expect(everywhere).toEqual({
      centers: true,
      allCustomers: true,
      someCustomers: true,
      someEntities: true,
    });

    const before = await told();
    const second = await seed(['furnish'], input);
    expect([second.code, second.stdout]).toEqual([0, expect.stringContaining('{"furnished":false}')]);
    expect(await told()).toEqual(before);
  }, 120_000);

  it('[A1] [A2] [A4] [A13] [A14] [C13] has had them assign lines, make a role and sub-accounts, name key users, suspend and close', async () => {
    const [made] = await service.database.query<object[]>(
      `select
         (select count(*) from lines l join organizations o on o.id = l.organization_id where o.kind = 'customer') >= 8 as "linesOfCustomers",
         (select count(*) from lines l join organizations o on o.id = l.organization_id where o.kind = 'reseller') >= 4 as "linesOfResellers",
         (select count(*)::int from roles) as roles,
         (select count(*) from sub_accounts) >= 8 as "subAccounts",
         (select bool_or(cardinality(sub_account_ids) > 0) from access) as "letIntoSome",
         (select count(*)::int from organizations where cardinality(key_user_ids) = 2) as "withKeyUsers",
         (select array_agg(status order by status) from organizations where status <> 'active') as statuses,
         (select array_agg(maximum order by maximum) from dialogue_operators) as maximums`,
    );
    expect(made).toEqual({
      ...{ linesOfCustomers: true, linesOfResellers: true, roles: 1, subAccounts: true, letIntoSome: true },
      ...{ withKeyUsers: 4, statuses: ['closed', 'suspended'], maximums: [100, 300] },
    });
    // All of it is told, by those who did it, and none of it is news that would be mailed.
    const [log] = await service.database.query<object[]>(
      `select bool_and(actor like 'user/%') as "byPeople", max(occurred_at) < now() - interval '7 days' as "notNews",
         (select count(*) from outbox) = (select count(*) from event_log) as "allToBeSent",
         bool_and(version <= (select count(*) from event_log other where other.subject = log.subject) or log.subject like 'access/%') as "withoutGaps"
       from event_log log where type <> $1`,
      [organizationCreated.type],
    );
    expect(log).toEqual({ byPeople: true, notNews: true, allToBeSent: true, withoutGaps: true });
  }, 120_000);

  const told = () => service.database.query<unknown[]>('select event_id from event_log order by id');

  it('names what is missing in its environment', async () => {
    const run = promisify(execFile)(process.execPath, builtProgram(project, 'seed'), {
      cwd: project,
      env: {},
    });
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('DATABASE_OWNER_URL') as string,
    });
  }, 60_000);
});
