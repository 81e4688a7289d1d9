import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { localFolder, root } from '../tools/paths';
import { openBrowser } from './support/browser';
import { takeWalkthroughs } from './support/walkthroughs';

// Takes the pictures of README, docs and the console's help from the demonstration: run `npm start` first, then `npm run pictures`.
const consoleUrl = process.env['CONSOLE_URL'] ?? 'http://localhost:4300';
const mailUrl = process.env['MAIL_URL'] ?? 'http://localhost:4305';
const folder = path.join(root, 'docs', 'pictures');
const wide = { width: 1280, height: 800 };
const narrow = { width: 400, height: 800 };

type SignIn = { identifier: string; password: string };

function operatorOfDemonstration(): SignIn {
  const file = path.join(localFolder, 'demonstration.json');
  if (!fs.existsSync(file)) throw new Error('There is no demonstration yet: run npm start first.');
  const [operator] = (JSON.parse(fs.readFileSync(file, 'utf8')) as { signIns: SignIn[] }).signIns;
  if (!operator) throw new Error('The demonstration has no sign-ins: run npm start -- --fresh.');
  return operator;
}

/** Takes the page as it stands, light and dark. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`) });
  }
}

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { name, level: 1 }).waitFor();
const firstRow = (page: Page) => page.getByRole('row').nth(1).getByRole('link').first();

async function takeAll(browser: Browser, operator: SignIn): Promise<void> {
  const context = await browser.newContext({ baseURL: consoleUrl, locale: 'en-GB', viewport: wide });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await heading(page, 'Sign in');
  await take(page, 'sign-in');
  await page.getByLabel('E-mail or user name').fill(operator.identifier);
  await page.getByLabel('Password', { exact: true }).fill(operator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await heading(page, 'Users');
  await firstRow(page).waitFor();
  await take(page, 'users');

  await page.setViewportSize(narrow);
  await take(page, 'users-narrow');
  await page.setViewportSize(wide);

  await page.goto('/users?status=blocked');
  await page.getByRole('row').filter({ hasText: 'Blocked' }).first().getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
  await take(page, 'user');
  await page.getByRole('tab', { name: 'Activity' }).click();
  await page.getByRole('list', { name: 'History, newest first' }).getByText('Blocked').first().waitFor();
  await take(page, 'history');

  await page.goto('/jobs');
  await page.getByText('Earlier runs').first().click();
  await page.getByRole('cell', { name: 'Succeeded' }).first().waitFor();
  await take(page, 'jobs');

  await page.goto('/traces');
  await page.getByRole('link', { name: 'open /users/$userId' }).first().click();
  await page.getByText('identity').first().waitFor();
  await take(page, 'trace');
}

async function main(): Promise<void> {
  const operator = operatorOfDemonstration();
  fs.mkdirSync(folder, { recursive: true });
  const browser = await openBrowser();
  try {
    await takeAll(browser, operator);
    await takeWalkthroughs(browser, { consoleUrl, mailUrl });
  } finally {
    await browser.close();
  }
}

void main();
