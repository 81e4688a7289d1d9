import { randomUUID } from 'node:crypto';
import type { Acting, StartImportRequest } from '@tenantry/contracts';
import type { DecisionClient, Once } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { storeBulkJob } from '../bulk/bulk-job';
import { type BulkJob, findJob } from '../bulk/find-jobs';
import { requireOwnPassword } from '../credentials/own-password';
import type { Passwords } from '../credentials/passwords';
import type { Transact } from '../transact';
import { keptLineSchema } from './kept-line';
import { questionsOfFile } from './named-grants';
import { placeLines } from './place-lines';
import { isPlaced, requireMayImport } from './preview-import';
import { readLines } from './read-lines';

/** `password` is the own one of whoever imports. */
export type StartImport = StartImportRequest & {
  acting: Acting;
  /** Counts so many lines; @throws {Problem} 429 `rate.limited` */
  takeLines: (lines: number) => Promise<void>;
};
type Deps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  passwords: Passwords;
  wakeJobs: () => void;
};

/**
 * Begins to create the users of a file, a line an item of a job (L14): what a line would be refused for is its result. The id
 * of each user is fixed here, so that no line can ever make two.
 * Problems: 403 `password.wrong`, 429 `rate.limited`, and those of `previewImport`.
 */
export const startImport =
  (deps: Deps) =>
  async ({ password, fileName, takeLines, ...request }: StartImport, once?: Once): Promise<BulkJob> => {
    const { acting } = request;
    await requireOwnPassword(deps, acting.actorId, password);
    await requireMayImport(deps, request);
    const lines = await placeLines(deps.database.manager, request, readLines(request).lines);
    // What the preview refuses as a whole does not begin either.
    questionsOfFile(lines.filter(isPlaced));
    const job = await deps.transact(async (tx) => {
      // Here, where neither what is refused nor a repeat comes: they cost nothing.
      await takeLines(lines.length);
      const items = lines.map((line) => ({
        key: String(line.line),
        userId: randomUUID(),
        input: keptLineSchema.parse(line),
      }));
      const jobId = await storeBulkJob(tx, { act: 'import_users', acting, comment: fileName || null, items });
      return findJob(tx, { jobId, acting });
    }, once);
    deps.wakeJobs();
    return job;
  };
