import { deviceCookie, type SessionOrigin } from '@tenantry/service-defaults';
import type { Request } from 'express';
import { deviceOf } from './device';

/** From where somebody signs in; `deviceSecret` is what a device shows that was remembered before (C12). */
export type Origin = SessionOrigin & { deviceSecret: string | undefined };

/** From where a session begins: the device in words and the network address, as far as trusted proxies tell it. */
export const originOf = (req: Request): Origin => ({
  ...deviceOf(req.headers['user-agent']),
  // An IPv4 address of a server that listens on IPv6.
  address: req.ip?.replace(/^::ffff:(?=\d+\.)/, '') ?? null,
  deviceSecret: deviceCookie.read(req.headers.cookie),
});
