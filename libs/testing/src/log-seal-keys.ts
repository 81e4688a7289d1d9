/** Keys that seal a service's event log in tests, as LOG_SEAL_KEYS holds them. */
export const testLogSealKeys = { keys: [{ kty: 'oct', kid: 'test', k: 'k'.repeat(43) }] };
