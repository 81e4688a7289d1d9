import type { RequestHandler } from 'express';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { Problem } from '../http/problem';
import { ownerOfKey, tokenType } from './service-tokens';

declare module 'express-serve-static-core' {
  interface Request {
    /** Name of the calling service; set behind {@link requireServiceToken}. */
    callingService: string;
  }
}

export type ServiceTokenOptions = {
  /** This service's name. */
  audience: string;
  /** Public keys of the services, `kid` = name, or name and `.<more>` where there are two. Keys named by a token are never fetched or believed (RFC 8725 3.10). */
  jwks: JSONWebKeySet;
  /** Names of the services that may call. */
  issuers: string[];
};

/** Seconds that the clocks of two machines may differ. */
const clockTolerance = 30;

/** Lets only the named services pass. Problem: 401 `service_token.refused`, the same for every reason. */
export function requireServiceToken(o: ServiceTokenOptions): RequestHandler {
  const keys = createLocalJWKSet(o.jwks);
  return async (req, res, next) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(req.headers.authorization ?? '')?.[1];
    try {
      if (!token) throw new Error('no bearer token');
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        algorithms: ['EdDSA'],
        typ: tokenType,
        audience: o.audience,
        issuer: o.issuers,
        maxTokenAge: 60,
        requiredClaims: ['exp', 'iat', 'iss'],
        clockTolerance,
      });
      // A service signs for itself only.
      if (payload.iss === undefined || ownerOfKey(protectedHeader.kid) !== payload.iss)
        throw new Error("the key is not the issuer's");
      req.callingService = payload.iss;
    } catch (cause) {
      res.setHeader('www-authenticate', 'Bearer');
      throw new Problem('service_token.refused', { cause });
    }
    next();
  };
}
