import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isService, services } from './infrastructure/services';
import { writeJson } from './processes/home';
import { messageOf, say } from './progress';
import { sealingKey, signingKey, withoutPrivatePart } from './system/keys';

const usage = `npm run keys -- <${services.join(' | ')} | sealing> --to <folder>
Makes a new key pair and writes both halves as JSON Web Keys that only their owner can read: a service's, to sign its
tokens with, or the notifier's, to which secrets are sealed. docs/operations.md says how it takes the place of the old one.`;

const main = (): void => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { to: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [name = ''] = positionals;
  if (values.help) return say(usage);
  if (!values.to || !(name === 'sealing' || isService(name))) throw new Error(usage);
  fs.mkdirSync(values.to, { recursive: true, mode: 0o700 });
  const made = new Date().toISOString().replaceAll(/[-:]|\..*/g, '');
  const key = name === 'sealing' ? sealingKey(`notifier-${made}`) : signingKey(`${name}.${made}`);
  for (const [half, jwk] of Object.entries({ private: key, public: withoutPrivatePart(key) })) {
    const file = path.resolve(values.to, `${key.kid}.${half}.json`);
    writeJson(file, jwk);
    say(file);
  }
};

try {
  main();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
