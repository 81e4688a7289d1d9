import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
export const secretPattern = /^[\w-]{43}$/;

/** What is stored and logged instead of the secret: SHA-256, hex. No salt is needed for 256 random bits (ASVS 11.5.1). */
export const sessionId = (secret: string): string => createHash('sha256').update(secret).digest('hex');
