import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type ChaosPlan, type ChaosResult, runChaos } from './run';
import { runCommand } from '../../tools/infrastructure/run-command';
import { localFolder, root } from '../../tools/paths';
import { discardHome, takeHome } from '../../tools/processes/home';
import { runVariable } from '../../tools/processes/identity';
import { cleanUpAfter, removeDeadRuns } from '../../tools/processes/leftovers';
import { finishOnSignals } from '../../tools/processes/lifecycle';
import { createStack } from '../../tools/processes/stack';
import { messageOf, say } from '../../tools/progress';
import { build } from '../../tools/system/build';

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

const document = path.join(root, 'docs', 'chaos.md');

/** Puts the figures of a run into its line of the document's table. */
const writeFigures = async (name: keyof typeof plans, result: ChaosResult): Promise<void> => {
  const { mails } = result;
  const cells = [
    `\`${name}\``,
    new Date().toISOString().slice(0, 10),
    result.kills,
    result.attempted,
    result.acknowledged,
    result.effectedUnacknowledged,
    `${result.lost} / ${result.doneTwice} / ${result.outOfOrder}`,
    `${mails.sent} / ${mails.unknown} / ${mails.receivedTwice}`,
    `${result.drainedSeconds} s`,
  ];
  const text = fs.readFileSync(document, 'utf8');
  const line = new RegExp(`^\\| \`${name}\`.*$`, 'm');
  if (!line.test(text)) throw new Error(`${path.relative(root, document)} has no line for \`${name}\`.`);
  fs.writeFileSync(document, text.replace(line, `| ${cells.join(' | ')} |`));
  await runCommand(path.join(root, 'node_modules', '.bin', 'prettier'), ['--write', document], {
    limitMs: 30_000,
  });
};

/**
 * `npm run test:chaos [-- --long] [--write]`: prints what was found as its last line, and writes it into docs/chaos.md;
 * fails where anything was lost, done twice or out of order.
 */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { long: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
  });
  const name = values.long ? 'long' : 'short';
  await removeDeadRuns(localFolder);
  const home = await takeHome(path.join(localFolder, `chaos-${process.pid}`), cleanUpAfter);
  const stack = createStack(home);
  process.env[runVariable] = home.token;
  let failed = true;
  const finish = finishOnSignals(stack, {
    exitCodeOnSignal: 130,
    onFinish: () => {
      const kept = discardHome(home, 'last-failed-chaos', failed);
      if (kept) say(`The logs are in ${kept}.`);
    },
  });
  try {
    await build(stack, process.env, say);
    const result = await runChaos(stack, plans[name]);
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
    if (values.write && !failed) await writeFigures(name, result);
    say(JSON.stringify({ chaos: name, passed: !failed, ...result }));
    await finish(failed ? 1 : 0);
  } catch (error) {
    await finish(1, messageOf(error));
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
});
