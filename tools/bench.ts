import fs from 'node:fs';
import path from 'node:path';
import type { BenchEnvironment, BenchResult } from './bench/result';
import { bringUp } from './infrastructure';
import { createPorts } from './infrastructure/ports';
import { localFolder, root } from './paths';
import { takeHome } from './processes/home';
import { runVariable } from './processes/identity';
import { cleanUpAfter, removeDeadRuns } from './processes/leftovers';
import { finishOnSignals } from './processes/lifecycle';
import { createStack } from './processes/stack';
import { messageOf, say } from './progress';
import { testEnvironment, testVhosts } from './system/test-environment';

type Bench = {
  run: (environment: BenchEnvironment) => Promise<BenchResult>;
  /** 'own': it brings up by itself what it needs. */
  infrastructure?: 'own';
};

/** The benches by name: tools/bench/<name>.ts, and bench/<name>.ts of e2e and of any library or app; those that export `run`. */
const listBenches = (): Map<string, string> => {
  const parents = ['libs', 'apps'].flatMap((parent) =>
    fs.readdirSync(path.join(root, parent)).map((name) => path.join(root, parent, name, 'bench')),
  );
  const files = [path.join(__dirname, 'bench'), path.join(root, 'e2e', 'bench'), ...parents]
    .filter((folder) => fs.existsSync(folder))
    .flatMap((folder) => fs.readdirSync(folder).map((name) => path.join(folder, name)))
    .filter(
      (file) => file.endsWith('.ts') && fs.readFileSync(file, 'utf8').includes('export async function run('),
    );
  return new Map(files.map((file) => [path.basename(file, '.ts'), file]));
};

/** Runs the bench on infrastructure of its own, with data as safe as in production: what costs time there costs it here. */
const runOnInfrastructure = async (
  bench: Bench,
  stack: ReturnType<typeof createStack>,
): Promise<BenchResult> => {
  const infrastructure = bringUp({
    stack,
    ports: createPorts('private'),
    durable: true,
    vhosts: testVhosts,
    mailsReadable: true,
    environment: process.env,
    say,
  });
  const variables = await testEnvironment(infrastructure);
  Object.assign(process.env, variables); // for the helpers in libs/testing
  const amqpUrl = new URL(variables['TEST_AMQP_URL'] ?? '');
  amqpUrl.pathname = '/test-1';
  return bench.run({
    databaseUrl: variables['TEST_DATABASE_URL'] ?? '',
    amqpUrl: amqpUrl.href,
    redisUrl: variables['TEST_REDIS_URL'] ?? '',
  });
};

const main = async (): Promise<void> => {
  const benches = listBenches();
  const [name = ''] = process.argv.slice(2);
  const file = benches.get(name);
  if (!file) {
    process.stderr.write(
      `${name ? `There is no bench "${name}".` : 'Name a bench: npm run bench <name>.'} There are: ${[...benches.keys()].sort().join(', ')}.\n`,
    );
    process.exit(2);
  }
  await removeDeadRuns(localFolder);
  const home = await takeHome(path.join(localFolder, `bench-${process.pid}`), cleanUpAfter);
  const stack = createStack(home);
  process.env[runVariable] = home.token; // what a bench starts by itself belongs to this run
  const finish = finishOnSignals(stack, {
    exitCodeOnSignal: 130,
    onFinish: () => fs.rmSync(home.folder, { recursive: true, force: true }),
  });
  try {
    const bench = (await import(file)) as Bench;
    const result =
      bench.infrastructure === 'own'
        ? await bench.run({ databaseUrl: '', amqpUrl: '', redisUrl: '' })
        : await runOnInfrastructure(bench, stack);
    await stack.stopAll();
    say(JSON.stringify(result));
    await finish(0);
  } catch (error) {
    await finish(1, messageOf(error));
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
});
