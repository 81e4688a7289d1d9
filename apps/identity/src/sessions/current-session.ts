import { actingIn, type DecisionClient, Problem, type Session } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { findUser } from '../users/user.repository';
import { type CurrentSession, describeSession } from './open-session';

type Deps = { database: DataSource; decisions: DecisionClient };

/**
 * Who is signed in with this session; under mirroring (A11) the mirrored user, and who acts as them, if they still may.
 * Problems: 401 `session.ended` where the user is no more, `session.mirroring_ended`, and under mirroring 503
 * `decision.unavailable`: who acts as themselves waits for nobody's decision.
 */
export const getCurrentSession =
  ({ database, decisions }: Deps) =>
  async (session: Session): Promise<CurrentSession> => {
    const user = await findUser(database.manager, session.userId);
    if (!user) throw new Problem('session.ended');
    if (!session.mirroring) return describeSession(session, user);
    // Everybody sees themselves: a refusal says that one may not act through this account any more.
    const question = { about: 'user', act: 'user.view', userId: user.id } as const;
    const [decision] = await decisions.ask(actingIn(session), [question], { fresh: true });
    if (!decision?.allowed) throw new Problem('session.mirroring_ended');
    const by = await findUser(database.manager, session.mirroring.byUserId);
    if (!by) throw new Problem('session.ended');
    return describeSession(session, user, by);
  };
