import {
  changePasswordRequestSchema,
  forgotPasswordRequestSchema,
  setPasswordRequestSchema,
} from '@tenantry/contracts';
import { requireOwnSession } from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import type { Limits } from '../limits';
import { answerOpened } from '../sessions/answer-opened';
import { originOf } from '../sessions/origin-of';
import type { changePassword } from './change-password';
import type { forgotPassword } from './forgot-password';
import type { setPassword } from './set-password';

type Deps = {
  signedIn: RequestHandler;
  limits: Pick<Limits, 'passwordResets' | 'codeUses' | 'ownPasswords'>;
  forgotPassword: ReturnType<typeof forgotPassword>;
  setPassword: ReturnType<typeof setPassword>;
  changePassword: ReturnType<typeof changePassword>;
};

export function passwordsRoutes(deps: Deps): Router {
  const { signedIn, limits } = deps;
  const router = Router();
  router.post('/v1/password-resets', ...limits.passwordResets, async (req, res) => {
    await deps.forgotPassword(forgotPasswordRequestSchema.parse(req.body));
    res.status(202).end();
  });
  router.post('/v1/passwords', ...limits.codeUses, async (req, res) => {
    const request = setPasswordRequestSchema.parse(req.body);
    answerOpened(req, res, await deps.setPassword({ ...request, origin: originOf(req) }));
  });
  const own = [signedIn, requireOwnSession, ...limits.ownPasswords];
  router.put('/v1/account/password', ...own, async (req, res) => {
    const change = changePasswordRequestSchema.parse(req.body);
    const { userId } = req.session;
    answerOpened(req, res, await deps.changePassword({ ...change, userId, origin: originOf(req) }), 200);
  });
  return router;
}
