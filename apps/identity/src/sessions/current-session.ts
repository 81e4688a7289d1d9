import { Problem, type Session } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { findUser } from '../users/user.repository';
import { type CurrentSession, describeSession } from './open-session';

/** Who is signed in with this session. Problem: 401 `session.ended` where the user is no more. */
export const getCurrentSession =
  (database: DataSource) =>
  async (session: Session): Promise<CurrentSession> => {
    const user = await findUser(database.manager, session.userId);
    if (!user) throw new Problem('session.ended');
    return describeSession(session, user);
  };
