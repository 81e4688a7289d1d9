import path from 'node:path';
import { services } from '../infrastructure/services';
import { root } from '../paths';
import { tail, type Stack } from '../processes/stack';
import { row, seconds, type Say } from '../progress';
import { WaitedInVain, within } from '../wait';

/** Nx's own program, without npx in between. */
export const nxProgram = path.join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');

export const nxEnvironment = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...environment,
  NX_TUI: 'false',
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  FORCE_COLOR: '0',
});

/** A first build takes half a minute; one on a slow machine that does much else besides, some minutes. */
const buildLimitMs = 900_000;

/**
 * Builds the services and the console where they have changed since the last time. They bundle the libraries from their
 * source; the package that other teams install is not needed to run.
 * @throws with the end of the build's log; also after 15 minutes
 */
export const build = async (stack: Stack, environment: NodeJS.ProcessEnv, say: Say): Promise<void> => {
  const start = Date.now();
  const child = stack.start({
    name: 'build',
    rank: 'other',
    command: process.execPath,
    args: [
      ...[nxProgram, 'run-many', '-t', 'build', '-p', [...services, 'admin-web'].join(',')],
      ...['--exclude-task-dependencies', '--output-style=static'],
    ],
    cwd: root,
    env: nxEnvironment(environment),
    wholeGroup: true,
  });
  const notice = setInterval(
    () => say(row('build', 'still building', `${Math.round((Date.now() - start) / 1000)} s (${child.log})`)),
    10_000,
  );
  try {
    const { code, signal } = await within(buildLimitMs, 'the build to end', child.ended);
    if (code !== 0)
      throw new Error(`The build has failed (${signal ?? `exit code ${code}`}).\n${tail(child.log, 40)}`);
    say(row('build', `done in ${seconds(Date.now() - start)}`));
  } catch (error) {
    if (!(error instanceof WaitedInVain)) throw error;
    await child.stop();
    throw new Error(`${error.message}\n${tail(child.log, 40)}`);
  } finally {
    clearInterval(notice);
  }
};
