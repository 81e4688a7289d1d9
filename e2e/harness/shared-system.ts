import { acceptByCode } from '../support/accounts';
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

/** Starts the system that all browser tests share, with its operator. @returns what stops it */
export async function startSharedSystem(): Promise<() => Promise<void>> {
  const { system, description, stop } = await startSystem({
    SUPPORT_EMAIL: 'support@operator.example',
    ...Object.fromEntries(limits.map((name) => [name, generous])),
  });
  try {
    await bootstrapOperator(system);
    await acceptByCode(system, operator);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env['TEST_SYSTEM'] = JSON.stringify(description);
  return stop;
}
