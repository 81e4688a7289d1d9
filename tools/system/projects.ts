import fs from 'node:fs';
import path from 'node:path';
import { root } from '../paths';
import { readJson } from '../processes/home';

type Project = { name: string; targets: string[] };

/** The workspace's projects, read from their project.json files: quicker than asking Nx. */
const listProjects = (): Project[] =>
  ['apps', 'libs', 'examples', '.']
    .flatMap((parent) =>
      fs
        .readdirSync(path.join(root, parent), { withFileTypes: true })
        .filter(
          (entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'),
        )
        .map((entry) => path.join(root, parent, entry.name, 'project.json')),
    )
    .flatMap((file) => {
      const project = readJson<{ name: string; targets?: Record<string, unknown> }>(file);
      return project ? [{ name: project.name, targets: Object.keys(project.targets ?? {}) }] : [];
    });

/**
 * The projects that have the target, of those asked for (all when none is).
 * @throws when one that was asked for does not exist
 */
export const projectsWith = (target: string, asked: string[]): string[] => {
  const projects = listProjects();
  const unknown = asked.filter((name) => !projects.some((project) => project.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no project "${unknown.join('", "')}". There are: ${projects.map(({ name }) => name).join(', ')}.`,
    );
  }
  return projects
    .filter(({ name, targets }) => targets.includes(target) && (asked.length === 0 || asked.includes(name)))
    .map(({ name }) => name);
};
