import { organizationCreated } from '@tenantry/contracts';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type TestService, testService } from './support/service';
import { anOrganization, insertWorld } from './support/world';

const project = path.join(__dirname, '..');

describe('the seed', () => {
  let service: TestService;
  beforeEach(async () => (service = await testService()));
  afterEach(() => service.close());

  /** Runs it as the starter does: another process, which is given addresses and prints what it made. */
  async function seed(): Promise<{ code: number; stdout: string; stderr: string }> {
    const env = {
      PATH: path.dirname(process.execPath),
      DATABASE_URL: service.runtimeUrl,
      DATABASE_OWNER_URL: service.ownerUrl,
    };
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/seed.ts'], {
      cwd: project,
      env,
    });
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
    await insertWorld(service.database, { organizations: [anOrganization(null)] });
    const { code, stderr } = await seed();
    expect(code).toBe(1);
    expect(stderr).toContain('seed an empty one');
    expect(await service.database.query('select from organizations')).toHaveLength(1);
  }, 60_000);

  it('names what is missing in its environment', async () => {
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/seed.ts'], {
      cwd: project,
      env: {},
    });
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('DATABASE_OWNER_URL') as string,
    });
  }, 60_000);
});
