import { signUpRequestSchema, verifySignUpRequestSchema } from '@tenantry/contracts';
import { sessionCookie } from '@tenantry/service-defaults';
import { Router } from 'express';
import type { Limits } from '../limits';
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
    const { secret, current } = await verifySignUp(verifySignUpRequestSchema.parse(req.body));
    res.append('set-cookie', sessionCookie.serialize(secret)).status(201).json(current);
  });
  return router;
}
