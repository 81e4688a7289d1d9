import { signUpRequestSchema, verifySignUpRequestSchema } from '@tenantry/contracts';
import { sessionCookie } from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import type { signUp } from './sign-up';
import type { verifySignUp } from './verify-sign-up';

type Deps = {
  limits: RequestHandler[];
  signUp: ReturnType<typeof signUp>;
  verifySignUp: ReturnType<typeof verifySignUp>;
};

export function signUpsRoutes({ limits, signUp, verifySignUp }: Deps): Router {
  const router = Router();
  router.post('/v1/sign-ups', ...limits, async (req, res) => {
    await signUp(signUpRequestSchema.parse(req.body));
    res.status(202).end();
  });
  router.post('/v1/sign-ups/verify', async (req, res) => {
    const { secret, current } = await verifySignUp(verifySignUpRequestSchema.parse(req.body));
    res.append('set-cookie', sessionCookie.serialize(secret)).status(201).json(current);
  });
  return router;
}
