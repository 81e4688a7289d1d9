import type { Envelope } from '@tenantry/contracts';
import type { HandlerContext } from '@tenantry/messaging';

const oldestMs = 7 * 24 * 60 * 60 * 1000;

/** Whether somebody is still to be told: never of a fact that is published again, nor of one older than seven days. */
export const isNews = ({ time }: Envelope, { replayed }: HandlerContext): boolean =>
  !replayed && Date.now() - Date.parse(time) <= oldestMs;
