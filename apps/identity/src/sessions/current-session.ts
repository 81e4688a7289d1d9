import { Problem, type Session } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { findUser } from '../users/user.repository';
import { type CurrentSession, describeSession } from './open-session';

/** Who is signed in with this session; under mirroring (A11) the mirrored user, and who acts as them. Problem: 401 `session.ended` where the user is no more. */
export const getCurrentSession =
  (database: DataSource) =>
  async (session: Session): Promise<CurrentSession> => {
    const user = await findUser(database.manager, session.userId);
    if (!user) throw new Problem('session.ended');
    if (!session.mirroring) return describeSession(session, user);
    const by = await findUser(database.manager, session.mirroring.byUserId);
    if (!by) throw new Problem('session.ended');
    return describeSession(session, user, by);
  };
