import { signUpRequestSchema, verifySignUpRequestSchema } from '@tenantry/contracts';
import { Router } from 'express';
import type { Limits } from '../limits';
import { answerOpened } from '../sessions/answer-opened';
import { originOf } from '../sessions/origin-of';
import type { signUp } from './sign-up';
import type { verifySignUp } from './verify-sign-up';

type Deps = {
  limits: Pick<Limits, 'signUps' | 'codeUses'>;
  signUp: ReturnType<typeof signUp>;
  verifySignUp: ReturnType<typeof verifySignUp>;
};

export function signUpsRoutes({ limits, signUp, verifySignUp }: Deps): Router {
  const router = Router();
  router.post('/v1/sign-ups', ...limits.signUps, async (req, res) => {
    await signUp(signUpRequestSchema.parse(req.body));
    res.status(202).end();
  });
  router.post('/v1/sign-ups/verify', ...limits.codeUses, async (req, res) => {
    const request = verifySignUpRequestSchema.parse(req.body);
    answerOpened(req, res, await verifySignUp({ ...request, origin: originOf(req) }));
  });
  return router;
}
