import type { SessionOrigin } from '@tenantry/service-defaults';
import type { Request } from 'express';
import { deviceOf } from './device';

/** From where a session begins: the device in words and the network address, as far as trusted proxies tell it. */
export const originOf = (req: Request): SessionOrigin => ({
  ...deviceOf(req.headers['user-agent']),
  // An IPv4 address of a server that listens on IPv6.
  address: req.ip?.replace(/^::ffff:(?=\d+\.)/, '') ?? null,
});
