import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isService, services } from './infrastructure/services';
import { writeJson } from './processes/home';
import { messageOf, say } from './progress';
import { logSealKey, sealingKey, signingKey, withoutPrivatePart } from './system/keys';

const usage = `npm run keys -- <${services.join(' | ')} | sealing | log-seal> --to <folder>
Makes a new key pair and writes both halves as JSON Web Keys that only their owner can read: a service's, to sign its
tokens with, or the notifier's, to which secrets are sealed; or the one key with which a service seals its event log.
docs/operations.md says how it takes the place of the old one.`;

const main = (): void => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { to: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [name = ''] = positionals;
  if (values.help) return say(usage);
  if (!values.to || !(name === 'sealing' || name === 'log-seal' || isService(name))) throw new Error(usage);
  fs.mkdirSync(values.to, { recursive: true, mode: 0o700 });
  const made = new Date().toISOString().replaceAll(/[-:]|\..*/g, '');
  const write = (file: string, jwk: object): void => {
    const full = path.resolve(values.to ?? '', file);
    writeJson(full, jwk);
    say(full);
  };
  if (name === 'log-seal') return write(`log-seal-${made}.json`, logSealKey(`log-seal-${made}`));
  const key = name === 'sealing' ? sealingKey(`notifier-${made}`) : signingKey(`${name}.${made}`);
  write(`${key.kid}.private.json`, key);
  write(`${key.kid}.public.json`, withoutPrivatePart(key));
};

try {
  main();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
