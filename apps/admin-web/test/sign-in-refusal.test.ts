import { MantineProvider } from '@mantine/core';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import i18next from 'i18next';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { toProblem } from '../src/api/problem';
import { SignInRefusal } from '../src/entry/SignInRefusal';
import { RuntimeProvider } from '../src/runtime';

const runtime = {
  environment: 'production',
  links: { imprint: null, dataProtection: null, terms: null },
  traces: false,
  mailPage: null,
};
const keyUsers = [
  { name: 'Ana Ruiz', email: 'ana.ruiz@acme.example' },
  { name: 'Ben Okoye', email: 'ben.okoye@acme.example' },
];

beforeAll(async () => {
  const catalogue = path.join(__dirname, '../src/i18n/locales/en.json');
  await i18next.use(initReactI18next).init({
    lng: 'en',
    resources: { en: { translation: JSON.parse(readFileSync(catalogue, 'utf8')) as object } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
});

/** What is shown for this answer of identity. */
const shown = (status: number, body: object): string =>
  renderToStaticMarkup(
    createElement(
      MantineProvider,
      null,
      createElement(
        RuntimeProvider,
        { value: runtime },
        createElement(SignInRefusal, { error: toProblem(status, body, 'trace') }),
      ),
    ),
  );

it.each([
  ['sign_in.organization_suspended', 'Your organization or one above it is suspended.'],
  ['sign_in.organization_closed', 'Your organization or one above it is closed.'],
])('[C2] [A14] %s: which status, since when, what to do and whom to ask', (code, title) => {
  const page = shown(403, { code, since: '2026-03-04T10:00:00.000Z', keyUsers });
  expect(page).toContain(title);
  expect(page).toMatch(/Since [^<]*2026/);
  expect(page).toContain('Nothing is lost');
  for (const { name, email } of keyUsers)
    expect(page).toContain(`${name}, <a href="mailto:${email}">${email}`);
  expect(page).not.toContain('Ask an administrator');
});

it('[C13] a blocked person reads the reason and whom to ask', () => {
  const page = shown(403, { code: 'sign_in.blocked', reason: 'Phone lost', since: null, keyUsers });
  expect(page).toContain('Reason: Phone lost');
  expect(page).toContain('mailto:ana.ruiz@acme.example');
  expect(page).not.toContain('Nothing is lost');
});

it('[C13] where no key users are named, an administrator is', () => {
  for (const none of [{}, { keyUsers: [] }, { keyUsers: [{ name: 'Nobody' }] }])
    expect(shown(403, { code: 'sign_in.inactive', ...none })).toContain('Ask an administrator');
});

it('[C2] with a wrong password nobody is named', () => {
  const page = shown(401, { code: 'sign_in.refused' });
  expect(page).toContain('User name, e-mail or password is not right.');
  expect(page).not.toMatch(/mailto|Ask an administrator/);
});
