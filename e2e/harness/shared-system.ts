import type { BrowserServer } from 'playwright-core';
import { acceptByCode } from '../support/accounts';
import { serveBrowser } from '../support/browser';
import { bootstrapOperator, operator } from '../support/operator';
import { startSystem } from './start-system';

/** All stories come from one network, within minutes. */
const generous = '100000';
const limits = [
  'SIGN_INS_PER_ACCOUNT',
  'SIGN_INS_PER_NETWORK',
  'SIGN_UPS_PER_NETWORK',
  'PASSWORD_RESETS_PER_NETWORK',
  'CODE_LOOKS_PER_NETWORK',
  'CODE_USES_PER_NETWORK',
];

/** Starts the system and the browser that all browser tests share, with the operator. @returns what stops them */
export async function startSharedSystem(): Promise<() => Promise<void>> {
  const {
    system,
    description,
    stop: stopSystem,
  } = await startSystem({
    SUPPORT_EMAIL: 'support@operator.example',
    ...Object.fromEntries(limits.map((name) => [name, generous])),
  });
  let browser: BrowserServer | undefined;
  const stop = async () => {
    await browser?.close();
    await stopSystem();
  };
  try {
    browser = await serveBrowser();
    process.env['TEST_BROWSER'] = browser.wsEndpoint();
    await bootstrapOperator(system);
    await acceptByCode(system, operator);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env['TEST_SYSTEM'] = JSON.stringify(description);
  return stop;
}
