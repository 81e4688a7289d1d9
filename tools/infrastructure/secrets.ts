import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { readJson, writeJson } from '../processes/home';

/** A random password for a name, the same one for as long as the folder's data lives. */
export type Secrets = (name: string) => string;

/** Passwords of what runs privately on this machine, kept in secrets.json (mode 0600). */
export const openSecrets = (folder: string): Secrets => {
  const file = path.join(folder, 'secrets.json');
  const known = readJson<Record<string, string>>(file) ?? {};
  return (name) => {
    const secret = known[name] ?? randomBytes(18).toString('hex');
    if (known[name] === undefined) {
      known[name] = secret;
      writeJson(file, known);
    }
    return secret;
  };
};
