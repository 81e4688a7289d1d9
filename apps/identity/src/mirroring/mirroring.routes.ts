import { startMirroringRequestSchema } from '@tenantry/contracts';
import { mirrorCookie, Problem, requireOwnSession } from '@tenantry/service-defaults';
import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import type { getCurrentSession } from '../sessions/current-session';
import type { startMirroring } from './start-mirroring';
import type { stopMirroring } from './stop-mirroring';

type Deps = {
  signedIn: RequestHandler;
  limits: RequestHandler[];
  startMirroring: ReturnType<typeof startMirroring>;
  stopMirroring: ReturnType<typeof stopMirroring>;
  getCurrentSession: ReturnType<typeof getCurrentSession>;
};

export function mirroringRoutes(deps: Deps): Router {
  const { signedIn, limits } = deps;
  const router = Router();
  router.post('/v1/mirroring', signedIn, requireOwnSession, ...limits, async (req, res) => {
    const request = startMirroringRequestSchema.parse(req.body);
    const { secret, current } = await deps.startMirroring({ ...request, own: req.session });
    res.append('set-cookie', mirrorCookie.serialize(secret)).status(201).json(current);
  });
  const stop: RequestHandler = async (req, res) => {
    const secret = mirrorCookie.read(req.headers.cookie);
    const own = await deps.stopMirroring({ session: req.session, secret });
    res.append('set-cookie', mirrorCookie.clear()).json(await deps.getCurrentSession(own));
  };
  router.delete('/v1/mirroring', signedIn, stop, nothingToStop);
  return router;
}

/** What has ended by itself need not be stopped any more; its cookie goes. */
const nothingToStop: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  const ended = error instanceof Problem && error.code === 'session.mirroring_ended';
  const over = ended || (error instanceof Problem && error.code === 'mirroring.not_on');
  if (over) res.append('set-cookie', mirrorCookie.clear());
  next(ended ? new Problem('mirroring.not_on', { cause: error }) : error);
};
