import { setTimeout as pause } from 'node:timers/promises';
import { messageOf, row, say as print, seconds, type Say } from './progress';

export type Wait<T> = {
  /** Completes the sentence "waited 60 s for …". */
  what: string;
  limitMs: number;
  /** Returns undefined, or throws, as long as there is nothing to return. */
  probe: () => Promise<T | undefined> | T | undefined;
  everyMs?: number;
  /** Rejects when waiting has become pointless, e.g. because the process has ended. */
  unless?: Promise<never>;
  say?: Say;
};

/** Ran out of time; the message names what was waited for and the last answer. */
export class WaitedInVain extends Error {
  override name = 'WaitedInVain';
}

/** Asks again and again until there is an answer, at most `limitMs` long; says every 10 s that it is still waiting. */
export const waitFor = async <T>({
  what,
  limitMs,
  probe,
  everyMs = 100,
  unless,
  say = print,
}: Wait<T>): Promise<T> => {
  const start = Date.now();
  let nextNotice = 10_000;
  let last = '';
  const abandoned: { error?: unknown } = {};
  unless?.catch((error: unknown) => {
    abandoned.error = error ?? new Error(`gave up waiting for ${what}`);
  });
  for (;;) {
    if (abandoned.error) throw abandoned.error as Error;
    try {
      const value = await probe();
      if (value !== undefined) return value;
    } catch (error) {
      last = `; last answer: ${messageOf(error)}`;
    }
    const waited = Date.now() - start;
    if (waited >= limitMs) throw new WaitedInVain(`waited ${seconds(limitMs)} for ${what}${last}`);
    if (waited >= nextNotice) {
      say(
        row(
          '',
          'still waiting',
          `for ${what} (${Math.round(waited / 1000)} s of at most ${limitMs / 1000} s)`,
        ),
      );
      nextNotice += 10_000;
    }
    await pause(Math.min(everyMs, limitMs - waited));
  }
};

/** The promise's value, or an error that says what took longer than `limitMs`. */
export const within = async <T>(limitMs: number, what: string, promise: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new WaitedInVain(`waited ${seconds(limitMs)} for ${what}`)), limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};
