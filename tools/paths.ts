import path from 'node:path';

/** The workspace's root folder. */
export const root = path.resolve(__dirname, '..');

/**
 * Everything that a run on this machine writes (data, keys, logs); not under version control.
 * TENANTRY_FOLDER names another one, for a second installation beside the first.
 */
export const localFolder = path.resolve(root, process.env['TENANTRY_FOLDER'] ?? '.local');
