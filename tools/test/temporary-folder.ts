import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A folder for one test file; removed after it. */
export const temporaryFolder = (): string => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tenantry-tools-'));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
};
