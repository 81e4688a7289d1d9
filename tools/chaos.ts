import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type ChaosPlan, runChaos } from '../e2e/chaos/run';
import { localFolder } from './paths';
import { takeHome } from './processes/home';
import { runVariable } from './processes/identity';
import { cleanUpAfter, removeDeadRuns } from './processes/leftovers';
import { finishOnSignals } from './processes/lifecycle';
import { createStack } from './processes/stack';
import { messageOf, say } from './progress';
import { build } from './system/build';

const plans = {
  short: {
    perSecond: 20,
    seconds: 20,
    users: 24,
    killEveryMs: 2_000,
    alsoKilled: [{ name: 'rabbitmq', afterSeconds: 6 }],
  },
  long: {
    perSecond: 100,
    seconds: 120,
    users: 150,
    killEveryMs: 1_500,
    alsoKilled: [
      { name: 'rabbitmq', afterSeconds: 30 },
      { name: 'postgres', afterSeconds: 70 },
    ],
  },
} satisfies Record<string, ChaosPlan>;

/** `npm run test:chaos [-- --long]`: prints what was found as its last line; fails where anything was lost, doubled or out of order. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { long: { type: 'boolean', default: false } } });
  await removeDeadRuns(localFolder);
  const home = await takeHome(path.join(localFolder, `chaos-${process.pid}`), cleanUpAfter);
  const stack = createStack(home);
  process.env[runVariable] = home.token;
  let failed = true;
  const finish = finishOnSignals(stack, {
    exitCodeOnSignal: 130,
    onFinish: () => {
      const kept = path.join(localFolder, 'last-failed-chaos');
      fs.rmSync(kept, { recursive: true, force: true });
      if (failed) fs.cpSync(path.join(home.folder, 'log'), kept, { recursive: true });
      fs.rmSync(home.folder, { recursive: true, force: true });
      if (failed) say(`The logs are in ${path.relative(process.cwd(), kept)}.`);
    },
  });
  try {
    await build(stack, process.env, say);
    const result = await runChaos(stack, values.long ? plans.long : plans.short);
    const faults = [
      result.lost,
      result.doneTwice,
      result.outOfOrder,
      result.notPublished,
      result.directoryDiffers,
      result.mails.missing,
      result.unexpected.length,
    ];
    failed = result.kills === 0 || result.attempted === 0 || faults.some((count) => count > 0);
    await stack.stopAll();
    say(JSON.stringify({ chaos: values.long ? 'long' : 'short', passed: !failed, ...result }));
    await finish(failed ? 1 : 0);
  } catch (error) {
    await finish(1, messageOf(error));
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
});
