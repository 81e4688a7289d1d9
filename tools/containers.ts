import fs from 'node:fs';
import path from 'node:path';
import { databasesSql } from './containers/databases-sql';
import { buildDefinitions } from './infrastructure/rabbitmq-definitions';
import { openSecrets } from './infrastructure/secrets';
import { forEachBrokerUser, services } from './infrastructure/services';
import { localFolder } from './paths';
import { provideKeys } from './system/keys';

// Writes what docker-compose.yml mounts into .local/containers: passwords, keys, the broker's definitions and the databases.
// Passwords (secrets.json) and private keys (keys/) that are there stay; every other file is written anew from them.
// The folder is its owner's only; the mounted files are read by the containers' own users.
const folder = path.join(localFolder, 'containers');
fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
const secrets = openSecrets(folder);
const keys = provideKeys(path.join(folder, 'keys'));

const files: Record<string, string> = {
  postgres_password: secrets('postgres.administrator'),
  'databases.sql': databasesSql(secrets),
  'rabbitmq_definitions.json': JSON.stringify(
    buildDefinitions({
      version: '4.1.4',
      vhosts: ['/'],
      administrator: { name: 'administrator', password: secrets('rabbitmq.administrator') },
      passwords: forEachBrokerUser((user) => secrets(`rabbitmq.${user}`)),
    }),
  ),
  service_public_keys: fs.readFileSync(keys.verifying, 'utf8'),
  sealing_public_key: fs.readFileSync(keys.sealing.public, 'utf8'),
  sealing_private_key: fs.readFileSync(keys.sealing.private, 'utf8'),
};
for (const service of services) {
  const database = (role: string): string =>
    `postgres://${service}_${role}:${secrets(`postgres.${service}_${role}`)}@postgres:5432/tenantry_${service}`;
  files[`${service}_database_owner_url`] = database('owner');
  files[`${service}_database_url`] = database('runtime');
  files[`${service}_amqp_url`] = `amqp://${service}:${secrets(`rabbitmq.${service}`)}@rabbitmq:5672`;
  files[`${service}_log_seal_keys`] = fs.readFileSync(keys.logSeal[service], 'utf8');
  files[`${service}_private_key`] = fs.readFileSync(keys.signing[service], 'utf8');
}
for (const [name, content] of Object.entries(files)) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  // Also where somebody has put a file of another mode in its place.
  fs.chmodSync(file, 0o644);
}
console.log(`Written to .local/containers. Next: docker compose --profile all up --build --wait`);
