import { previewImportRequestSchema, startImportRequestSchema } from '@tenantry/contracts';
import { actingIn, largeJsonBody, onceFor, requireOwnSession } from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import type { Limits } from '../limits';
import type { previewImport } from './preview-import';
import type { startImport } from './start-import';

type Deps = {
  signedIn: RequestHandler;
  limits: Pick<Limits, 'ownPasswords' | 'importPreviews' | 'takeInvitations'>;
  previewImport: ReturnType<typeof previewImport>;
  startImport: ReturnType<typeof startImport>;
};

/** They read their own bodies: a file of the largest size, with its quotation marks escaped, is larger than others. */
export const importPaths = { preview: '/v1/imports/preview', start: '/v1/imports' } as const;
const fileBody = largeJsonBody(4_500_000);

/** Users from a file (L14). */
export function importsRoutes({ signedIn, limits, previewImport, startImport }: Deps): Router {
  const router = Router();
  const own = [signedIn, requireOwnSession];
  router.post(importPaths.preview, ...own, ...limits.importPreviews, ...fileBody, async (req, res) => {
    const request = previewImportRequestSchema.parse(req.body);
    res.json(await previewImport({ ...request, acting: actingIn(req.session) }));
  });
  router.post(importPaths.start, ...own, ...limits.ownPasswords, ...fileBody, async (req, res) => {
    const takeLines = (lines: number) => limits.takeInvitations(req, res, lines);
    const command = { ...startImportRequestSchema.parse(req.body), acting: actingIn(req.session), takeLines };
    const job = await startImport(command, onceFor(req, res, { secrets: ['password'] }));
    res.status(202).location(`/v1/jobs/${job.jobId}`).json(job);
  });
  return router;
}
