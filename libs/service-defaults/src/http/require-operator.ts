import type { RequestHandler } from 'express';
import type { DecisionClient } from '../decisions/decision-client';
import { actingIn } from '../sessions/acting';
import type { Session } from '../sessions/session';
import { Problem } from './problem';

type Decisions = Pick<DecisionClient, 'ask'>;

/**
 * What is the installation's is for those who operate it; whoever does not is told so, there is nothing to hide.
 * @throws {Problem} 403 `permission.missing`
 */
export async function mustOperate(decisions: Decisions, session: Session): Promise<void> {
  const question = { about: 'installation', act: 'installation.operate' } as const;
  const [decision] = await decisions.ask(actingIn(session), [question]);
  if (!decision?.allowed) throw new Problem('permission.missing');
}

/** Behind `requireSession`: lets only those pass who operate the installation. */
export const requireOperator =
  (decisions: Decisions): RequestHandler =>
  async (req, _res, next) => {
    await mustOperate(decisions, req.session);
    next();
  };
