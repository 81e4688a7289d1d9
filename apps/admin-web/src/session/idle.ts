import { onTabs, tellTabs } from './tabs';

let usedAt = Date.now();

onTabs((news) => {
  if ('usedAt' in news) usedAt = Math.max(usedAt, news.usedAt);
});

/** A request that a person caused has just extended the session: in this tab, and so in the others. */
export function sessionWasUsed(at = Date.now()): void {
  usedAt = Math.max(usedAt, at);
  tellTabs({ usedAt: at });
}

/** Seconds until the session ends by itself, as far as the tabs of this browser know. */
export const secondsLeft = (idleSeconds: number, now = Date.now()): number =>
  Math.ceil(idleSeconds - (now - usedAt) / 1000);

/** How long before the end (seconds) a person is warned: two minutes, less where the limit is short. */
export const warnBefore = (idleSeconds: number): number => Math.min(120, Math.floor(idleSeconds / 3));

/** After how many seconds without a request a key or a click is told to the service. */
export const keepAliveAfter = (idleSeconds: number): number => Math.min(60, Math.floor(idleSeconds / 6));
