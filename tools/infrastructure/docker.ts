import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from '../paths';
import { runFolder, writeJson } from '../processes/home';
import type { ChildRecord, Rank } from '../processes/stack';
import { waitFor } from '../wait';
import { findProgram, runs } from './machine';
import { unsuitable, type Context, type Unsuitable } from './part';
import { runCommand } from './run-command';

export type ComposePart = {
  /** The service in docker-compose.yml whose image is taken. */
  service: 'postgres' | 'rabbitmq' | 'redis';
  rank: Rank;
  /** Port on 127.0.0.1 → port in the container. */
  ports: Record<number, number>;
  environment?: Record<string, string>;
  command?: string[];
  /** Files to be seen in the container, read-only: here → there. */
  files?: (image: string) => Record<string, string>;
  /** Where the container keeps its data: a volume that --fresh removes. */
  dataPath: string;
  ready: () => Promise<true>;
};

/** Runs one part in a container of its own, with the image that docker-compose.yml pins; where an engine answers. */
export const composePart = async (context: Context, part: ComposePart): Promise<'up' | Unsuitable> => {
  const docker = findProgram('docker', context.environment);
  if (!docker) return unsuitable('docker is not installed');
  if (!runs(docker, ['info'])) return unsuitable('no Docker engine answers (docker info)');
  if (!runs(docker, ['compose', 'version'])) return unsuitable('docker has no compose command');
  const image = pinnedImage(part.service);
  if (!image) return unsuitable(`docker-compose.yml names no image for ${part.service}`);

  const project = composeProject(context.dataFolder, part.service);
  const file = path.join(context.dataFolder, `compose-${part.service}.json`);
  fs.mkdirSync(context.dataFolder, { recursive: true });
  const mounts = Object.entries(part.files?.(image) ?? {}).map(([here, there]) => `${here}:${there}:ro`);
  writeJson(file, {
    services: {
      [part.service]: {
        image,
        ports: Object.entries(part.ports).map(([here, there]) => `127.0.0.1:${here}:${there}`),
        ...(part.environment ? { environment: part.environment } : {}),
        ...(part.command ? { command: part.command } : {}),
        volumes: [...mounts, `data:${part.dataPath}`],
      },
    },
    volumes: { data: {} },
  });
  const record: Pick<ChildRecord, 'name' | 'rank' | 'compose'> = {
    name: part.service,
    rank: part.rank,
    compose: project,
  };
  const recordFile = path.join(runFolder(context.stack.home.folder), `${part.service}.child.json`);
  writeJson(recordFile, record);
  context.stack.onStop(part.rank, part.service, async () => {
    const volumes = context.durable ? [] : ['--volumes'];
    await runCommand(docker, ['compose', '-p', project, '-f', file, 'down', ...volumes], {
      limitMs: 60_000,
    });
    fs.rmSync(recordFile, { force: true });
  });
  await runCommand(docker, ['compose', '-p', project, '-f', file, 'up', '--detach'], { limitMs: 600_000 });
  await waitFor({
    what: `${part.service} in Docker to answer`,
    limitMs: 180_000,
    probe: part.ready,
    say: context.say,
  });
  return 'up';
};

/** One project a clone and part, so that clones do not meet. */
const composeProject = (dataFolder: string, service: string): string =>
  `tenantry-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 8)}-${service}`;

const pinnedImage = (service: string): string | undefined => {
  const file = path.join(root, 'docker-compose.yml');
  if (!fs.existsSync(file)) return undefined;
  const compose = parse(fs.readFileSync(file, 'utf8')) as { services?: Record<string, { image?: string }> };
  return compose.services?.[service]?.image;
};
