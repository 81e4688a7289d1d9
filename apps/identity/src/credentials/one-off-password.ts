import { randomInt } from 'node:crypto';

/** Small letters and digits that nobody takes for one another, also read aloud or from paper. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 4;
const each = 4;

/** A password to be read and typed once: `k7fq-2mzp-9xwd-h4rt`, 79 random bits. */
export const newOneOffPassword = (): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: each }, () => alphabet[randomInt(alphabet.length)]).join(''),
  ).join('-');
