import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { root } from './paths';

// No engine runs here, so the container files are checked as files: the Dockerfile by a linter, the compose file against
// the Compose schema and its practices, and both against what the workspace and `npm run containers` have.
const problems: string[] = [];

const dockerfile = fs.readFileSync(path.join(root, 'Dockerfile'), 'utf8');
for (const { message, range } of validate(dockerfile)) {
  const text = typeof message === 'string' ? message : message.value;
  problems.push(`Dockerfile:${range.start.line + 1} ${text}`);
}

for (const folder of ['apps', 'libs', 'examples']) {
  for (const project of fs.readdirSync(path.join(root, folder))) {
    const file = `${folder}/${project}/package.json`;
    if (fs.existsSync(path.join(root, file)) && !dockerfile.includes(`COPY ${file} ${file}`))
      problems.push(`Dockerfile: ${file} is not copied before npm ci; the workspace would be incomplete`);
  }
}

const lint = spawnSync('npx', ['dclint', '--max-warnings', '0', 'docker-compose.yml'], {
  cwd: root,
  encoding: 'utf8',
});
if (lint.status !== 0)
  problems.push(`docker-compose.yml does not pass its linter:\n${lint.stdout}${lint.stderr}`);

type Compose = {
  services: Record<
    string,
    {
      build?: { args?: { APP?: string } };
      secrets?: string[];
      volumes?: string[];
      image?: string;
      depends_on?: Record<string, unknown>;
    }
  >;
  secrets: Record<string, { file: string }>;
};
const compose = parse(fs.readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'), {
  merge: true,
}) as Compose;
const written = fs.readFileSync(path.join(root, 'tools/containers.ts'), 'utf8');
for (const [name, service] of Object.entries(compose.services)) {
  const app = service.build?.args?.APP;
  if (app && !fs.existsSync(path.join(root, 'apps', app)))
    problems.push(`docker-compose.yml: ${name} builds ${app}, which is no app`);
  if (!app && !/:[\w.-]*\d/.test(service.image ?? ''))
    problems.push(`docker-compose.yml: ${name} has no pinned image`);
  for (const [source = ''] of (service.volumes ?? []).map((volume) => volume.split(':')))
    if (source.startsWith('./') && !source.startsWith('./.local/') && !fs.existsSync(path.join(root, source)))
      problems.push(`docker-compose.yml: ${name} mounts ${source}, which is not there`);
  for (const secret of service.secrets ?? [])
    if (!(secret in compose.secrets))
      problems.push(`docker-compose.yml: ${name} uses the secret ${secret}, which is not declared`);
}
for (const app of fs.readdirSync(path.join(root, 'apps')))
  if (!(app in compose.services)) problems.push(`docker-compose.yml: ${app} is missing`);
for (const { file } of Object.values(compose.secrets)) {
  const name = path.basename(file).replace(/^(identity|tenancy|notifier|scheduler)_/, '');
  if (!written.includes(name))
    problems.push(`docker-compose.yml mounts ${file}, which tools/containers.ts does not write`);
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log('Dockerfile and docker-compose.yml hold');
