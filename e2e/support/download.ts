import type { Download } from 'playwright-core';
import { text } from 'node:stream/consumers';

/** What a file that was downloaded says; the browser may have it somewhere else than here. */
export const textOf = async (file: Download): Promise<string> => text(await file.createReadStream());
