import { deviceCookie, mirrorCookie, sessionCookie } from '@tenantry/service-defaults';
import type { Request, Response } from 'express';
import type { SignedIn } from './open-session';

/**
 * Hands out a session that has just begun, and what its device is remembered by (C12). Who signs in is nobody else: a mirror
 * cookie that was left over goes (A11).
 */
export function answerOpened(
  req: Request,
  res: Response,
  { secret, device, current }: SignedIn,
  status: 200 | 201 = 201,
): void {
  res.append('set-cookie', sessionCookie.serialize(secret));
  res.append('set-cookie', deviceCookie.serialize(device));
  if (mirrorCookie.read(req.headers.cookie)) res.append('set-cookie', mirrorCookie.clear());
  res.status(status).json(current);
}
