import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from '../paths';
import { runFolder, writeJson } from '../processes/home';
import type { ChildRecord, Rank } from '../processes/stack';
import { messageOf, row, type Say } from '../progress';
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
  /** Where the container keeps its data: a volume, which goes with the run's data folder: after a test, and by --fresh. */
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

  const { file, compose } = composeOf(context.dataFolder, part.service);
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
  const down = [...compose, 'down', ...(context.durable ? [] : ['--volumes'])];
  const record: Pick<ChildRecord, 'name' | 'rank' | 'takeDown'> = {
    name: part.service,
    rank: part.rank,
    takeDown: [docker, ...down],
  };
  const recordFile = path.join(runFolder(context.stack.home.folder), `${part.service}.child.json`);
  writeJson(recordFile, record);
  context.stack.onStop(part.rank, part.service, async () => {
    await runCommand(docker, down, { limitMs: 60_000 });
    fs.rmSync(recordFile, { force: true });
  });
  await runCommand(docker, [...compose, 'up', '--detach'], { limitMs: 600_000 });
  await waitFor({
    what: `${part.service} in Docker to answer`,
    limitMs: 180_000,
    probe: part.ready,
    say: context.say,
  });
  return 'up';
};

/**
 * Removes the volumes of the containers that earlier runs had for this data folder, and what is left of the containers.
 * Without an engine they stay, which is said: nothing else can remove them.
 */
export const removeVolumes = async (
  dataFolder: string,
  environment: NodeJS.ProcessEnv,
  say: Say,
): Promise<void> => {
  for (const service of ['postgres', 'rabbitmq', 'redis'] as const) {
    const { project, file, compose } = composeOf(dataFolder, service);
    if (!fs.existsSync(file)) continue;
    const down = [...compose, 'down', '--volumes'];
    try {
      await runCommand(findProgram('docker', environment) ?? 'docker', down, { limitMs: 60_000 });
    } catch (error) {
      const missed = `the volume ${project}_data in Docker could not be removed: ${messageOf(error)}`;
      say(row(service, 'left behind', missed));
    }
  }
};

/** One project a clone and part, so that clones do not meet; its file, and how each command on it begins. */
const composeOf = (
  dataFolder: string,
  service: ComposePart['service'],
): { project: string; file: string; compose: string[] } => {
  const project = `tenantry-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 8)}-${service}`;
  const file = path.join(dataFolder, `compose-${service}.json`);
  return { project, file, compose: ['compose', '-p', project, '-f', file] };
};

const pinnedImage = (service: string): string | undefined => {
  const file = path.join(root, 'docker-compose.yml');
  if (!fs.existsSync(file)) return undefined;
  const compose = parse(fs.readFileSync(file, 'utf8')) as { services?: Record<string, { image?: string }> };
  return compose.services?.[service]?.image;
};
