import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type BrowserServer,
  chromium,
} from 'playwright-core';

/** Chromium of this test run (TEST_CHROMIUM), without the connections that it makes of its own accord. */
const launchOptions = () => {
  const executablePath = process.env['TEST_CHROMIUM'];
  if (!executablePath)
    throw new Error('TEST_CHROMIUM is not set: run the browser tests with npm test -- e2e.');
  return {
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      // What one page of somebody has compiled, the next one has too.
      '--process-per-site',
    ],
  };
};

/** A Chromium of one's own. */
export const openBrowser = (): Promise<Browser> => chromium.launch(launchOptions());

/** The Chromium that all browser tests share; TEST_BROWSER tells where it is. */
export const serveBrowser = (): Promise<BrowserServer> => chromium.launchServer(launchOptions());

let shared: Promise<Browser> | undefined;

const sharedBrowser = (): Promise<Browser> =>
  (shared ??= chromium.connect(process.env['TEST_BROWSER'] ?? ''));

const idle = new Map<string, BrowserContext[]>();

/**
 * A context in which nobody is signed in. One that was given back is taken again: it has the console's files in its
 * cache, which a new one loads and compiles.
 * @param options of Playwright; a context is taken again by whoever asks for the same
 */
export async function takeContext(
  options: BrowserContextOptions,
): Promise<{ context: BrowserContext; giveBack: () => Promise<void> }> {
  const key = JSON.stringify(options);
  const context = idle.get(key)?.pop() ?? (await (await sharedBrowser()).newContext(options));
  return {
    context,
    async giveBack() {
      await forget(context, options.baseURL ?? '');
      idle.set(key, [...(idle.get(key) ?? []), context]);
    },
  };
}

/** All that a site can leave behind goes, but for the cache of files. */
async function forget(context: BrowserContext, origin: string): Promise<void> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', {
    origin,
    storageTypes: 'cookies,local_storage,indexeddb',
  });
  await context.clearCookies();
  await Promise.all(context.pages().map((open) => open.close()));
}
