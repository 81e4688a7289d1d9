import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { jsonSchemaOf, userBlocked } from '@tenantry/contracts';
import { contractBreaks } from '../generate/contracts';
import { publishedCommits } from '../generate/published';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const schema = `libs/contracts/schemas/${userBlocked.type}.json`;
const gone = 'libs/contracts/schemas/identity.user.praised.v1.json';

const git = (repository: string, ...args: string[]): string => {
  const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.test'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, '-c', 'commit.gpgsign=false', ...args], {
    cwd: repository,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
};

/** A repository whose first commit publishes a type that the code does not know, and a property that it does not write. */
const createRepository = (name: string) => {
  const repository = path.join(folder, name);
  const write = (file: string, content: object | undefined): void => {
    const target = path.join(repository, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    if (content) fs.writeFileSync(target, JSON.stringify(content));
    else fs.rmSync(target, { force: true });
  };
  const commit = (message: string): string => {
    git(repository, 'add', '--all');
    git(repository, 'commit', '--quiet', '--allow-empty', '--message', message);
    return git(repository, 'rev-parse', 'HEAD');
  };
  const current = jsonSchemaOf(userBlocked);
  const before = {
    ...current,
    properties: { ...(current['properties'] as object), mood: { type: 'string' } },
  };
  fs.mkdirSync(repository);
  git(repository, 'init', '--quiet', '--initial-branch', 'main');
  write(schema, before);
  write(gone, { type: 'object' });
  /** Changes and deletes the documents together with what they are made from. */
  const hide = (): void => {
    write(schema, current);
    write(gone, undefined);
  };
  return { repository, first: commit('publish'), commit, hide };
};
const found = [`${schema} /mood: is gone`, `${gone}: the type is gone`];

it('is not fooled by who changes and deletes the documents too: uncommitted, in one commit, or on a branch', () => {
  const onMain = createRepository('on-main');
  onMain.hide();
  expect(contractBreaks(onMain.repository).sort()).toEqual(found);
  onMain.commit('hide');
  expect(contractBreaks(onMain.repository).sort()).toEqual(found);

  const beside = createRepository('beside');
  git(beside.repository, 'switch', '--quiet', '--create', 'branch');
  beside.hide();
  beside.commit('hide');
  beside.commit('another');
  beside.commit('a third');
  expect(publishedCommits(beside.repository)).toEqual([beside.first]);
  expect(contractBreaks(beside.repository).sort()).toEqual(found);
});

it('remembers the last release, however many commits ago', () => {
  const { repository, first, commit, hide } = createRepository('released');
  git(repository, 'tag', 'v1.0.0');
  hide();
  const commits = [commit('hide'), commit('another')];

  expect(publishedCommits(repository)).toEqual([...commits.reverse(), first]);
  expect(contractBreaks(repository).sort()).toEqual(found);
});

it('makes do with the last commit in a shallow clone', () => {
  const { repository, hide } = createRepository('origin');
  const clone = path.join(folder, 'clone');
  git(folder, 'clone', '--quiet', '--depth', '1', `file://${repository}`, clone);
  hide();

  expect(contractBreaks(clone).sort()).toEqual(found);
});

it('has nothing to compare where git knows no commit', () => {
  const unpacked = path.join(folder, 'unpacked');
  fs.mkdirSync(unpacked);
  git(unpacked, 'init', '--quiet');
  expect(publishedCommits(unpacked)).toEqual([]);
  expect(contractBreaks(unpacked)).toEqual([]);
});
