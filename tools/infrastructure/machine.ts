import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** The first program of that name on PATH, or in the folders where package managers put servers. */
export const findProgram = (
  name: string,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined => {
  if (name.includes('/')) return isProgram(name) ? name : undefined;
  const folders = [
    ...(environment['PATH'] ?? '').split(path.delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    '/opt/homebrew/sbin',
    '/opt/homebrew/bin',
  ];
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, name))
    .find(isProgram);
};

const isProgram = (file: string): boolean => {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
};

/** Runs a program to its end and returns the output; undefined when it fails or takes longer than the limit. */
export const outputOf = (
  command: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv; limitMs?: number } = {},
): string | undefined => {
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: options.limitMs ?? 10_000,
    killSignal: 'SIGKILL',
    ...(options.env ? { env: options.env } : {}),
  });
  return status === 0 ? stdout : undefined;
};

/** Whether a program starts here at all: every library that it needs is there. */
export const runs = (command: string, args: string[], env?: NodeJS.ProcessEnv): boolean =>
  outputOf(command, args, env ? { env } : {}) !== undefined;
