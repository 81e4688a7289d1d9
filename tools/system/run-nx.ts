import { root } from '../paths';
import type { Stack } from '../processes/stack';
import { nxEnvironment, nxProgram } from './build';

export type NxRun = {
  name: string;
  args: string[];
  environment: NodeJS.ProcessEnv;
  /** Gets the output as it comes. */
  output: (text: string) => void;
};

/** Runs Nx as a process of the run; returns its exit code. */
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
  const { code } = await child.ended;
  return code ?? 1;
};
