import fs from 'node:fs';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Person } from './person';

/** The minified one: every new document reads it again. */
const axeScript = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Look = { colorScheme: 'light' | 'dark'; width: number };

/** Both schemes and both widths: most of what a page shows, it shows wide and narrow. */
const looks: readonly Look[] = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 400 },
];

/** Each scheme at each width, once for a layout: some of it, as the menu at the side, is drawn only wide or only narrow. */
export const everyLook: readonly Look[] = [
  ...looks,
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 400 },
];

/** What is there only where the screen is narrow. */
export const narrowLooks = everyLook.filter(({ width }) => width === 400);

/** The page's own axe, put there once for each document: putting it there is dearer than a look. Frames are not looked into. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeScript);
  const options: axe.RunOptions = {
    runOnly: { type: 'tag', values: tags },
    resultTypes: ['violations'],
    preload: false,
    iframes: false,
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

/** A page that has to be scrolled sideways. */
const tooWide = (): string[] => {
  const wider = document.documentElement.scrollWidth - window.innerWidth;
  return wider > 0 ? [`the page is ${wider} pixels wider than the window`] : [];
};

/** Words that are cut off where they say what something is. */
const cutOff = (): string[] =>
  [...document.querySelectorAll('h1, h2, h3, button, a, label, th, dt, [role=tab]')]
    .flatMap((element) => [element, ...element.querySelectorAll('*')])
    .filter((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element);
      return (
        (overflowX === 'hidden' || overflowX === 'clip') &&
        textOverflow !== 'ellipsis' &&
        // What is for screen readers alone is a pixel wide.
        element.clientWidth > 1 &&
        element.scrollWidth > element.clientWidth + 1
      );
    })
    .map(({ textContent }) => `"${textContent}" is cut off`);

/** What does not fit on the page as it stands, wide and at 400 pixels: for what other languages change, which axe does not see. */
export async function whatDoesNotFit(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of [400, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(rendered);
    const { pathname, search } = new URL(page.url());
    const misfits = [...(await page.evaluate(tooWide)), ...(await page.evaluate(cutOff))];
    found.push(...misfits.map((misfit) => `${pathname}${search}, ${width} px: ${misfit}`));
  }
  return found;
}

/**
 * What is wrong with the page as it stands: axe's findings (WCAG 2.2 AA and best practice), and a page that has to be
 * scrolled sideways. Empty where nothing is.
 * @param seen by default light at 1280 and dark at 400 pixels
 */
export async function findings(page: Page, seen = looks): Promise<string[]> {
  const found: string[] = [];
  for (const { colorScheme, width } of seen) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(rendered);
    const where = `${new URL(page.url()).pathname}, ${colorScheme}, ${width} px`;
    found.push(...(await violations(page)).map((violation) => `${where}: ${violation}`));
    found.push(...(await page.evaluate(tooWide)).map((misfit) => `${where}: ${misfit}`));
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
