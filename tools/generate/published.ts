import { spawnSync } from 'node:child_process';
import { say } from '../progress';

/** What git answers; undefined where it refuses, for example because there is no such commit in a shallow clone. */
const git = (repository: string, args: string[]): string | undefined => {
  const { status, stdout } = spawnSync('git', args, { cwd: repository, encoding: 'utf8', timeout: 60_000 });
  return status === 0 ? stdout.trimEnd() : undefined;
};

/**
 * The commits whose documents others may have, the nearest first:
 * - where the branch left the default branch, as far as that can be told;
 * - on the default branch itself, and where nothing tells which it is, the last commit and the one before it: what one
 *   commit changes and deletes together with its document is held against what stood there before;
 * - the last release, a tag.
 * A clone of depth 1 knows only its last commit; CI should fetch at least two. Where git knows no commit, because these are
 * the unpacked files of a release or of somebody else, nothing is published here, and that is said.
 */
export const publishedCommits = (repository: string): string[] => {
  const commit = (name: string): string | undefined =>
    git(repository, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
  const head = commit('HEAD');
  if (head === undefined) {
    say('git knows no commit here: messages and APIs are not compared with what is published.');
    return [];
  }
  const main = ['origin/HEAD', 'origin/main', 'main'].map(commit).find((found) => found !== undefined);
  const left = main && git(repository, ['merge-base', head, main]);
  const release = git(repository, ['describe', '--tags', '--abbrev=0']);
  const own = left === undefined || left === head ? [head, commit('HEAD^')] : [left];
  return [...new Set([...own, release && commit(release)])].flatMap((found) => found || []);
};

/** What stands in git below the paths, at any of the commits whose documents others may have; each content once. */
export const publishedFiles = (repository: string, paths: string[]): { file: string; content: string }[] => {
  const entries = publishedCommits(repository).flatMap((commit) =>
    (git(repository, ['ls-tree', '-r', '-z', commit, '--', ...paths]) ?? '').split('\0').filter(Boolean),
  );
  if (entries.length === 0) return [];
  const objects = [...new Set(entries)].map((entry) => {
    const [about = '', file = ''] = entry.split('\t');
    return { file, blob: about.split(' ')[2] ?? '' };
  });
  const contents = blobs(
    repository,
    objects.map(({ blob }) => blob),
  );
  return objects.map(({ file }, index) => ({ file, content: contents[index] ?? '' }));
};

/** The contents of the objects, asked for at once: git-cat-file(1), batch output. */
const blobs = (repository: string, names: string[]): string[] => {
  const { status, stdout } = spawnSync('git', ['cat-file', '--batch'], {
    ...{ cwd: repository, input: names.join('\n'), maxBuffer: 256 * 1024 * 1024, timeout: 60_000 },
  });
  if (status !== 0) throw new Error('git cat-file has failed.');
  let at = 0;
  return names.map((name) => {
    const begin = stdout.indexOf('\n', at) + 1;
    const [, type, size] = stdout.toString('utf8', at, begin).trimEnd().split(' ');
    if (type !== 'blob') throw new Error(`git does not have ${name}, which was published.`);
    at = begin + Number(size) + 1;
    return stdout.toString('utf8', begin, begin + Number(size));
  });
};
