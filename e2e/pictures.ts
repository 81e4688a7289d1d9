import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { localFolder, root } from '../tools/paths';
import { openBrowser } from './support/browser';

// Takes the pictures of README and docs from the demonstration: run `npm start` first, then `npm run pictures`.
const consoleUrl = process.env['CONSOLE_URL'] ?? 'http://localhost:4300';
const folder = path.join(root, 'docs', 'pictures');

type Demonstration = { signIns: { label: string; identifier: string; password: string }[] };

async function take(page: Page, name: string, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`) });
}

async function main(): Promise<void> {
  const file = path.join(localFolder, 'demonstration.json');
  if (!fs.existsSync(file)) throw new Error('There is no demonstration yet: run npm start first.');
  const [operator] = (JSON.parse(fs.readFileSync(file, 'utf8')) as Demonstration).signIns;
  if (!operator) throw new Error('The demonstration has no sign-ins: run npm start -- --fresh.');
  fs.mkdirSync(folder, { recursive: true });

  const browser = await openBrowser();
  const context = await browser.newContext({
    baseURL: consoleUrl,
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await take(page, 'sign-in', 'light');
  await page.getByLabel('E-mail or user name').fill(operator.identifier);
  await page.getByLabel('Password', { exact: true }).fill(operator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
  await page.getByRole('row').nth(1).getByRole('link').first().waitFor();
  for (const scheme of ['light', 'dark'] as const) await take(page, 'users', scheme);
  await page.goto('/users?status=blocked');
  await page.getByRole('row').filter({ hasText: 'Blocked' }).first().getByRole('link').first().click();
  await page.getByRole('tab', { name: 'Activity' }).click();
  await page.getByRole('list', { name: 'History, newest first' }).getByText('Blocked').first().waitFor();
  await take(page, 'history', 'light');
  await page.goto('/jobs');
  await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
  await take(page, 'jobs', 'light');
  await page.setViewportSize({ width: 400, height: 800 });
  await page.goto('/users');
  await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
  await page.getByRole('row').nth(1).getByRole('link').first().waitFor();
  await take(page, 'users-narrow', 'dark');
  await browser.close();
}

void main();
