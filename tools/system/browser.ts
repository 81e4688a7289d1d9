import { spawn } from 'node:child_process';
import { findProgram } from '../infrastructure/machine';

/** Opens the address where somebody sits before a screen; elsewhere it does nothing. */
export const openInBrowser = (address: string): void => {
  const { env, platform, stdout } = process;
  if (!stdout.isTTY || env['CI'] || env['SSH_CONNECTION']) return;
  const screen = platform === 'darwin' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
  const command = findProgram(platform === 'darwin' ? 'open' : 'xdg-open');
  if (!screen || !command) return;
  const child = spawn(command, [address], { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
};
