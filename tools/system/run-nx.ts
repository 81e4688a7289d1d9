import { root } from '../paths';
import type { Stack } from '../processes/stack';
import { WaitedInVain, within } from '../wait';
import { nxEnvironment, nxProgram } from './build';

export type NxRun = {
  name: string;
  args: string[];
  environment: NodeJS.ProcessEnv;
  /** Gets the output as it comes. */
  output: (text: string) => void;
};

/** All long tests of all projects, one after another on a slow machine; each test has a limit of its own, Nx has none. */
const limitMs = 3 * 3_600_000;

/** Runs Nx as a process of the run; returns its exit code, 1 where it has not ended after three hours and was stopped. */
export const runNx = async (stack: Stack, { name, args, environment, output }: NxRun): Promise<number> => {
  const child = stack.start({
    name,
    rank: 'other',
    command: process.execPath,
    args: [nxProgram, ...args],
    cwd: root,
    env: { ...nxEnvironment(environment), FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
    wholeGroup: true,
    output,
  });
  try {
    const { code } = await within(limitMs, `${name} to end`, child.ended);
    return code ?? 1;
  } catch (error) {
    if (!(error instanceof WaitedInVain)) throw error;
    output(`\n${error.message}: stopped\n`);
    await child.stop();
    return 1;
  }
};
