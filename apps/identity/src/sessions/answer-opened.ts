import { mirrorCookie, sessionCookie } from '@tenantry/service-defaults';
import type { Request, Response } from 'express';
import type { OpenedSession } from './open-session';

/** Hands out a session that has just begun. Who signs in is nobody else: a mirror cookie that was left over goes (A11). */
export function answerOpened(req: Request, res: Response, { secret, current }: OpenedSession): void {
  res.append('set-cookie', sessionCookie.serialize(secret));
  if (mirrorCookie.read(req.headers.cookie)) res.append('set-cookie', mirrorCookie.clear());
  res.status(201).json(current);
}
