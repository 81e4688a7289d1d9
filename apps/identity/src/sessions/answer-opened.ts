import { deviceCookie, mirrorCookie, sessionCookie } from '@tenantry/service-defaults';
import type { Request, Response } from 'express';
import type { RememberDevice } from './known-devices';
import type { OpenedSession } from './open-session';

export type AnswerOpened = (
  req: Request,
  res: Response,
  opened: OpenedSession,
  status?: 200 | 201,
) => Promise<void>;

/**
 * Hands out a session that has just begun, and remembers the device (C12). Who signs in is nobody else: a mirror cookie that was
 * left over goes (A11).
 */
export const answerOpened =
  (rememberDevice: RememberDevice): AnswerOpened =>
  async (req, res, { secret, current }, status = 201) => {
    const device = await rememberDevice(current.userId, deviceCookie.read(req.headers.cookie));
    res.append('set-cookie', sessionCookie.serialize(secret));
    res.append('set-cookie', deviceCookie.serialize(device));
    if (mirrorCookie.read(req.headers.cookie)) res.append('set-cookie', mirrorCookie.clear());
    res.status(status).json(current);
  };
