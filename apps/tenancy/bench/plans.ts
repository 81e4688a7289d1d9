import fs from 'node:fs';
import path from 'node:path';
import { Client, type Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { TestService } from '../test/support/service';

const file = path.resolve(__dirname, '../../../docs/query-plans.md');

/**
 * Asks the service once for each case, with PostgreSQL's auto_explain on, and writes the plans of what the directory was
 * asked into docs/query-plans.md: of the very statements that requests run.
 * @param adminUrl a superuser's, as the module wants
 * @param cases the requests by their headings
 */
export async function writePlans(
  service: TestService,
  adminUrl: string,
  users: number,
  cases: readonly { title: string; path: string; cookie: string }[],
): Promise<void> {
  const plans = await explained(service, adminUrl);
  const sections: string[] = [];
  for (const { title, path: asked, cookie } of cases) {
    const ask = async () => service.get(asked, cookie).expect(200);
    // What is prepared is planned for all from the sixth time on, on each connection.
    for (let n = 0; n < 6; n += 1) await ask();
    plans.length = 0;
    await ask();
    const shown = plans
      .filter((plan) => plan.includes('directory'))
      .map((plan) => `\`\`\`text\n${plan}\n\`\`\``);
    sections.push(`## ${title}`, ...(shown.length > 0 ? shown : ['Nothing of the directory was read.']));
  }
  const amount = users.toLocaleString('en');
  fs.writeFileSync(
    file,
    `${[
      '# Query plans',
      `What the directory's requests cost in the database with ${amount} users: the plans of their statements, as PostgreSQL ran them. Written by \`npm run bench directory -- --plans\`; \`apps/tenancy/test/query-plan.test.ts\` holds the same at a smaller size: which index is taken and how many pages are read. [Figures](figures.md) has the times over HTTP.`,
      ...sections,
    ].join('\n\n')}\n`,
  );
}

/** What auto_explain says on the service's connections from now on. */
async function explained(service: TestService, adminUrl: string): Promise<string[]> {
  const plans: string[] = [];
  for (const pool of poolsOf(service))
    pool.on('connect', (client) =>
      client.on('notice', ({ message = '' }) => {
        if (message.includes('plan:')) plans.push(planIn(message));
      }),
    );
  const { pathname, username } = new URL(service.runtimeUrl);
  const [database, role] = [pathname.slice(1), username];
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_buffers': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_level': 'notice',
  };
  for (const [name, value] of Object.entries(settings))
    await admin.query(`alter role "${role}" in database "${database}" set ${name} = '${value}'`);
  // Connections that are open already don't know.
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
    [database],
  );
  await admin.end();
  return plans;
}

/** The pools behind the service's data sources, which TypeORM's types keep to themselves. */
const poolsOf = (service: TestService): Pool[] =>
  Object.values(service).flatMap((value: unknown) =>
    value instanceof DataSource ? [(value.driver as unknown as { master: Pool }).master] : [],
  );

/** Without the statement's text, costs, and the settings that are looked up once a statement; many ids are counted. */
const planIn = (message: string): string =>
  message
    .replace(/^[\s\S]*?plan:\n/, '')
    .replace(/^Query Text:[\s\S]*?\n(?=\S)/, '')
    .replace(/^(Query Parameters|Query Identifier):.*\n/gm, '')
    .replace(/^ *InitPlan \d+\n *-> {2}Result .*\n/gm, '')
    .replace(/^ *(One-Time Filter|Heap Fetches|Index Searches|Sort Method|Storage):?.*\n/gm, '')
    .replace(/\(cost=\S+ rows=(\d+) width=\d+\)/g, '(expected rows=$1)')
    .replace(
      /\{([0-9a-f-]{36}(?:,[0-9a-f-]{36})+)\}/g,
      (_all, ids: string) => `{${ids.split(',').length} ids}`,
    )
    .trim();
