import fs from 'node:fs';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Person } from './person';

/** The minified one: every new document reads it again. */
const axeScript = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Both schemes and both widths: what is drawn depends on the width, its colours on the scheme, nothing on the pair. */
const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 400 },
] as const;

/** The page's own axe, put there once for each document: there are no frames, and putting it there is dearer than a look. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeScript);
  const options: axe.RunOptions = {
    runOnly: { type: 'tag', values: tags },
    resultTypes: ['violations'],
    preload: false,
  };
  return page.evaluate(async (asked) => {
    const { axe: here } = window as unknown as { axe: { run: typeof axe.run } };
    const { violations: found } = await here.run(document, asked);
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id} ${html} ${failureSummary ?? ''}`),
    );
  }, options);
}

/** What the page does because it was resized is done after the second frame. */
const rendered = () =>
  new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

/**
 * What is wrong with the page as it stands, light at 1280 and dark at 400 pixels: axe's findings (WCAG 2.2 AA and
 * best practice), and a page that has to be scrolled sideways. Empty where nothing is.
 */
export async function findings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(rendered);
    const where = `${new URL(page.url()).pathname}, ${colorScheme}, ${width} px`;
    found.push(...(await violations(page)).map((violation) => `${where}: ${violation}`));
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wider > 0) found.push(`${where}: the page is ${wider} pixels wider than the window`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/**
 * The findings at an address, in a page of its own with the session of the person: several are looked at at once.
 * @param ready waits until the page shows what is to be looked at
 */
export async function findingsAt(
  who: Person,
  address: string,
  ready: (page: Page) => Promise<unknown>,
): Promise<string[]> {
  const page = await who.page.context().newPage();
  await page.goto(address);
  await ready(page);
  const found = await findings(page);
  await page.close();
  return found;
}

/** What the looks have found together. */
export const together = async (looks: Promise<string[]>[]): Promise<string[]> =>
  (await Promise.all(looks)).flat();
