import closeWithGrace from 'close-with-grace';
import type { Logger } from '../logging/create-logger';
import { errorText } from '../logging/error-text';
import { within } from '../time/within';

/** Milliseconds for all closers together, and for a single one. */
const wholeLimit = 10_000;
const closerLimit = 5000;

/**
 * Closes in the given order on SIGTERM, SIGINT and on errors that nobody caught, then exits (0, or 1 after an error).
 * A closer that fails or hangs does not keep the next ones from closing. Give what takes work in first, the telemetry last.
 */
export function onShutdown(logger: Logger, ...closers: (() => Promise<unknown>)[]): void {
  closeWithGrace(
    { delay: wholeLimit, logger: { error: (...about) => logger.error(about.map(errorText).join(' ')) } },
    async ({ err, signal }) => {
      if (err) logger.fatal({ err }, 'an error that nobody caught: shutting down');
      else logger.info({ signal }, 'shutting down');
      for (const close of closers) {
        await within(closerLimit, Promise.resolve().then(close)).catch((error: unknown) => {
          logger.error({ error: errorText(error) }, 'closing failed, going on');
        });
      }
      logger.info('stopped');
    },
  );
}
