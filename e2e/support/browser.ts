import { type Browser, chromium } from 'playwright-core';

/** Chromium of this test run (TEST_CHROMIUM), without the connections that it makes of its own accord. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['TEST_CHROMIUM'];
  if (!executablePath)
    throw new Error('TEST_CHROMIUM is not set: run the browser tests with npm test -- e2e.');
  return chromium.launch({
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
    ],
  });
}
