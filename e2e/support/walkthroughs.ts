import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { root } from '../../tools/paths';
import { acceptByCode, openByCode, type SignedIn, signInByApi, takeSession } from './accounts';
import { call } from './call';
import { catalogueOf, type Say } from './catalogue';
import type { Reachable } from './mailbox';

// The pictures of the console's help: each is a step of an answer, with a ring around what is pressed in it.
const folder = path.join(root, 'apps/admin-web/public/help');
const languages = { en: 'en-GB', es: 'es-ES', ru: 'ru-RU', de: 'de-DE' } as const;
/** Below the width from which the menu stands beside the page: what matters is as large as it can be. */
const viewport = { width: 800, height: 540 };

const eva = { firstName: 'Eva', lastName: 'Lindqvist', email: 'eva@harbour.example' };
const people = {
  ana: { firstName: 'Ana', lastName: 'Ruiz', email: 'ana.ruiz@harbour.example' },
  iris: { firstName: 'Iris', lastName: 'Holm', email: 'iris.holm@harbour.example' },
  nils: { firstName: 'Nils', lastName: 'Berg', email: 'nils.berg@harbour.example' },
  otto: { firstName: 'Otto', lastName: 'Lang', email: 'otto.lang@harbour.example' },
};
type Name = keyof typeof people;

type Sight = {
  file: string;
  /** Leads the page there. @returns what the ring is around */
  show: (page: Page, say: Say) => Promise<Locator>;
};

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

function sightsOf(ids: Record<Name, string>): Sight[] {
  const at = async (page: Page, name: Name, tab = 'overview') => {
    await page.goto(`/users/${ids[name]}?tab=${tab}`);
    await page.getByRole('heading', { level: 1, name: people[name].lastName }).waitFor();
  };
  const inList = async (page: Page, status: string, name: Name) => {
    await page.goto(`/users?status=${status}`);
    return page.getByRole('link', { name: people[name].lastName });
  };
  const copying = async (page: Page, say: Say) => {
    await at(page, 'iris', 'centers');
    await button(page, say('copy.open')).click();
    const source = page.getByRole('dialog').getByRole('combobox', { name: say('copy.source') });
    await source.fill('Ruiz');
    return source;
  };
  return [
    { file: 'deactivateUser-1', show: (page) => inList(page, 'active', 'ana') },
    {
      file: 'deactivateUser-2',
      show: async (page, say) => {
        await at(page, 'ana');
        return button(page, say('statusAct.deactivate.open'));
      },
    },
    {
      file: 'deactivateUser-3',
      show: async (page, say) => {
        await at(page, 'ana');
        await button(page, say('statusAct.deactivate.open')).click();
        await button(page, say('statusAct.deactivate.submit')).click();
        return button(page, say('action.undo'));
      },
    },
    { file: 'activateUser-1', show: (page) => inList(page, 'inactive', 'otto') },
    {
      file: 'activateUser-2',
      show: async (page, say) => {
        await at(page, 'otto');
        return button(page, say('statusAct.activate.open'));
      },
    },
    { file: 'resetPassword-1', show: (page) => inList(page, 'active', 'iris') },
    {
      file: 'resetPassword-2',
      show: async (page, say) => {
        await at(page, 'iris');
        return button(page, say('resetPassword.open'));
      },
    },
    {
      file: 'resetPassword-3',
      show: async (page, say) => {
        await at(page, 'iris');
        await button(page, say('resetPassword.open')).click();
        return button(page, say('resetPassword.submit'));
      },
    },
    {
      file: 'ownCenter-2',
      show: async (page, say) => {
        await at(page, 'nils');
        return page.getByRole('tab', { name: say('user.tab.centers') });
      },
    },
    {
      file: 'ownCenter-3',
      show: async (page) => {
        await at(page, 'nils', 'centers');
        return page.getByRole('button', { pressed: true });
      },
    },
    {
      file: 'copyCenters-1',
      show: async (page, say) => {
        await at(page, 'iris', 'centers');
        return button(page, say('copy.open'));
      },
    },
    { file: 'copyCenters-2', show: copying },
    {
      file: 'copyCenters-3',
      show: async (page, say) => {
        await copying(page, say);
        await page.getByRole('option', { name: 'Ana Ruiz' }).click();
        return page.getByRole('dialog').locator('button:not([aria-label])').last();
      },
    },
  ];
}

/** An organization with what the pictures show, made once in a system. @returns its master and the ids of its people */
async function prepare(system: Reachable, page: Page): Promise<Record<Name, string>> {
  const known = await signInByApi(system, eva.email).catch(() => null);
  const master = known ?? (await openByCode(system, { ...eva, organization: 'Harbour Foods' }));
  await takeSession(page.context(), system, master);
  await page.goto('/users');
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (!known) await furnish(system, page, master);
  const ids = Object.entries(people).map(async ([name, { email }]) => {
    const { items } = await call<{ items: { userId: string }[] }>(
      page,
      'GET',
      `/tenancy/v1/directory/users?q=${encodeURIComponent(email)}`,
    );
    return [name, items[0]?.userId ?? ''] as const;
  });
  return Object.fromEntries(await Promise.all(ids)) as Record<Name, string>;
}

async function furnish(system: Reachable, page: Page, { organizationId }: SignedIn): Promise<void> {
  const invite = (accountType: string, ...addresses: string[]) =>
    call(page, 'POST', '/identity/v1/invitations', {
      organizationId,
      addresses,
      accountType,
      language: 'en',
    });
  await invite('privileged', people.nils.email);
  await invite('standard', people.ana.email, people.iris.email, people.otto.email);
  const entries = Object.entries(people) as [Name, (typeof people)[Name]][];
  const ids = new Map<Name, string>();
  for (const [name, invitee] of entries) ids.set(name, (await acceptByCode(system, invitee)).userId);
  for (const name of ['Harbour North', 'Harbour South']) {
    const { serviceCenter } = await call<{ serviceCenter: { serviceCenterId: string } }>(
      page,
      'POST',
      `/tenancy/v1/organizations/${organizationId}/service-centers`,
      { name },
    );
    const { serviceCenterId } = serviceCenter;
    const parts = `/tenancy/v1/service-centers/${serviceCenterId}/parts`;
    await call(page, 'POST', parts, { kind: 'customer', names: ['Aker', 'Bergen Fish'] });
    await call(page, 'POST', parts, { kind: 'entity', names: ['Crane 1', 'Crane 2'] });
    for (const who of ['ana', 'nils'] as const) await bind(page, ids.get(who) ?? '', name);
  }
  await page.goto(`/users/${ids.get('nils')}?tab=centers`);
  await page.getByRole('button', { name: 'Owned: Harbour North' }).click();
  await page.goto(`/users/${ids.get('otto')}`);
  await button(page, 'Deactivate…').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate user' }).click();
  await button(page, 'Undo').waitFor();
}

async function bind(page: Page, userId: string, center: string): Promise<void> {
  await page.goto(`/users/${userId}?tab=centers`);
  await page.getByRole('button', { name: 'Bind service center' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: center }).click();
  await dialog.getByRole('button', { name: 'Bind', exact: true }).click();
  await page.getByRole('list', { name: 'Service centers' }).getByText(center).waitFor();
}

/** A picture as WebP, a fifth of the PNG; the browser makes it. */
async function asWebp(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  const url = await page.evaluate(async (base64) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const canvas = document.createElement('canvas');
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    return canvas.toDataURL('image/webp', 0.75);
  }, png.toString('base64'));
  await page.close();
  return Buffer.from(url.split(',')[1] ?? '', 'base64');
}

/** Draws a ring around it, above everything, so that nothing cuts it off; the policy of the console allows no style sheet. */
const ring = (ringed: Locator) =>
  ringed.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const drawn = document.body.appendChild(document.createElement('div'));
    Object.assign(drawn.style, {
      position: 'fixed',
      left: `${left - 6}px`,
      top: `${top - 6}px`,
      width: `${width + 12}px`,
      height: `${height + 12}px`,
      border: '3px solid #d9480f',
      borderRadius: '10px',
      zIndex: '100000',
      pointerEvents: 'none',
    });
  });

async function take(browser: Browser, page: Page, sight: Sight, language: string): Promise<void> {
  const say = catalogueOf(language);
  const ringed = await sight.show(page, say);
  await ringed.waitFor();
  await page.waitForLoadState('networkidle');
  await ringed.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await ring(ringed);
  const file = path.join(folder, language, `${sight.file}.webp`);
  fs.writeFileSync(file, await asWebp(browser, await page.screenshot()));
  if (sight.file !== 'deactivateUser-3') return;
  await button(page, say('action.undo')).click();
  await button(page, say('statusAct.deactivate.open')).waitFor();
}

/** Takes the pictures of every walkthrough, in every language. */
export async function takeWalkthroughs(browser: Browser, system: Reachable): Promise<void> {
  const context = (locale: string) =>
    browser.newContext({
      baseURL: system.consoleUrl,
      locale,
      viewport,
      deviceScaleFactor: 1.25,
      reducedMotion: 'reduce',
    });
  const first = await context('en-GB');
  const ids = await prepare(system, await first.newPage());
  const storageState = await first.storageState();
  await first.close();
  for (const [language, locale] of Object.entries(languages)) {
    fs.rmSync(path.join(folder, language), { recursive: true, force: true });
    fs.mkdirSync(path.join(folder, language), { recursive: true });
    const speaking = await context(locale);
    await speaking.addCookies(storageState.cookies);
    const page = await speaking.newPage();
    for (const sight of sightsOf(ids)) await take(browser, page, sight, language);
    await speaking.close();
  }
}
