import path from 'node:path';
import { parseArgs } from 'node:util';
import { bringUp, bringUpChromium } from './infrastructure';
import { createPorts } from './infrastructure/ports';
import { localFolder } from './paths';
import { discardHome, takeHome } from './processes/home';
import { cleanUpAfter, removeDeadRuns } from './processes/leftovers';
import { finishOnSignals } from './processes/lifecycle';
import { createStack, type Stack } from './processes/stack';
import { messageOf, say, seconds, silent } from './progress';
import { build } from './system/build';
import { projectsWith } from './system/projects';
import { runNx } from './system/run-nx';
import { countTests, describeCounts, type Counts } from './system/test-counts';
import { testEnvironment, testVhosts } from './system/test-environment';

const usage = `npm test -- [projects] [options]
  npm test                    every test of every project, then the browser tests (e2e)
  npm test -- identity e2e    only these projects
  --long                      what takes more than minutes (npm run test:long)
  --skip-nx-cache             also what has passed before and has not changed since`;

type Options = { projects: string[]; targets: string[]; nxArguments: string[] };

const readOptions = (): Options => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      long: { type: 'boolean', default: false },
      'skip-nx-cache': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(usage);
    process.exit(0);
  }
  return {
    projects: positionals,
    targets: values.long ? ['test:long'] : ['test', 'e2e'],
    nxArguments: values['skip-nx-cache'] ? ['--skip-nx-cache'] : [],
  };
};

/**
 * Runs the targets side by side on one infrastructure, since each waits more than it computes; returns whether all passed.
 * They share no virtual host, no database and no Redis database.
 */
const runTargets = async (stack: Stack, options: Options, plan: Map<string, string[]>): Promise<boolean> => {
  const infrastructure = bringUp({
    stack,
    ports: createPorts('private'),
    durable: false,
    vhosts: testVhosts,
    mailsReadable: true,
    environment: process.env,
    say,
  });
  const inBrowser = (projects: string[] | undefined): boolean => projects?.includes('e2e') ?? false;
  const needsBrowser = [...plan.values()].some(inBrowser);
  const [built, variables, browser] = await Promise.all([
    needsBrowser
      ? build(stack, process.env, say).then(
          () => undefined,
          (error: unknown) => messageOf(error),
        )
      : undefined,
    testEnvironment(infrastructure),
    needsBrowser ? bringUpChromium(infrastructure.context) : undefined,
  ]);
  if (built !== undefined) say(built);

  const environment = {
    ...process.env,
    ...variables,
    TEST_TOGETHER: 'yes',
    ...(browser ? { TEST_CHROMIUM: browser.value.command } : {}),
  };
  const counts = new Map<string, Counts>();
  const runTarget = async (target: string, projects: string[]): Promise<boolean> => {
    if (built !== undefined && inBrowser(projects)) return false; // nothing to open in a browser
    let output = '';
    const code = await runNx(stack, {
      name: `nx-${target.replace(':', '-')}`,
      // One project at a time: Jest's workers share the cores, and each has its own virtual host.
      args: [
        'run-many',
        '-t',
        target,
        '--projects',
        projects.join(','),
        '--parallel=1',
        '--output-style=stream',
        ...options.nxArguments,
      ],
      environment,
      output: (text) => {
        output += text;
        process.stdout.write(text);
      },
    });
    for (const [project, count] of countTests(output)) counts.set(`${target} ${project}`, count);
    return code === 0;
  };
  const passed = await Promise.all([...plan].map(([target, projects]) => runTarget(target, projects)));
  say(`\n${describeCounts([...counts.values()])}`);
  return built === undefined && passed.every(Boolean);
};

const main = async (): Promise<void> => {
  const options = readOptions();
  const plan = new Map(
    options.targets
      .map((target) => [target, projectsWith(target, options.projects)] as const)
      .filter(([, projects]) => projects.length > 0),
  );
  if (plan.size === 0) {
    say(
      `There are no tests for ${options.targets.join(' or ')}${options.projects.length ? ` in ${options.projects.join(', ')}` : ''}.`,
    );
    return;
  }
  await removeDeadRuns(localFolder);
  const home = await takeHome(path.join(localFolder, `test-${process.pid}`), cleanUpAfter);
  const stack = createStack(home);
  let failed = true;
  const finish = finishOnSignals(stack, {
    exitCodeOnSignal: 130,
    onFinish: async () => {
      await removeDeadRuns(localFolder, silent); // of systems that tests have started
      const kept = discardHome(home, 'last-failed-test', failed);
      if (kept) say(`The logs are in ${kept}.`);
    },
  });
  try {
    failed = !(await runTargets(stack, options, plan));
    say(`${failed ? 'Failed' : 'Passed'} after ${seconds(process.uptime() * 1_000)}.`);
    await finish(failed ? 1 : 0);
  } catch (error) {
    await finish(1, `\n${messageOf(error)}`);
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
});
