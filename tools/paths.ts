import path from 'node:path';

/** The workspace's root folder. */
export const root = path.resolve(__dirname, '..');

/** Everything that a run on this machine writes (data, keys, logs); not under version control. */
export const localFolder = path.join(root, '.local');
