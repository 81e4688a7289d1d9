import type { BrowserContext } from 'playwright-core';
import { linkTo, type Reachable } from './mailbox';

/** A password that the rules take; every person of the tests uses it. */
export const password = 'a lantern on the quiet harbour';

export type Invitee = { email: string; firstName: string; lastName: string };
export type Account = Invitee & { organization: string };
/** Somebody who is signed in: `cookie` as a browser sends it. */
export type SignedIn = { userId: string; organizationId: string; cookie: string };

/**
 * What the console's own API answers to somebody without a browser.
 * @throws for any answer but a good one, with what it says
 */
export async function post(system: Reachable, path: string, body: object, cookie = ''): Promise<Response> {
  const answer = await fetch(`${system.consoleUrl}/api/identity${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: system.consoleUrl, cookie },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

async function signedIn(answer: Response): Promise<SignedIn> {
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { ...((await answer.json()) as Omit<SignedIn, 'cookie'>), cookie };
}

const codeFor = async (system: Reachable, email: string) => (await linkTo(system, email)).split('#code=')[1];

/** Accepts the invitation of the newest mail to the address, without a browser. */
export async function acceptByCode(system: Reachable, invitee: Invitee): Promise<SignedIn> {
  const { email, firstName, lastName } = invitee;
  const code = await codeFor(system, email);
  return signedIn(await post(system, '/v1/invitations/accept', { code, password, firstName, lastName }));
}

/** Opens an account without a browser: asks, and takes the code of the mail. */
export async function openByCode(system: Reachable, account: Account): Promise<SignedIn> {
  const { organization, email, firstName, lastName } = account;
  await post(system, '/v1/sign-ups', {
    organizationName: organization,
    firstName,
    lastName,
    email,
    language: 'en',
  });
  return signedIn(
    await post(system, '/v1/sign-ups/verify', { code: await codeFor(system, email), password }),
  );
}

export const signInByApi = async (system: Reachable, identifier: string): Promise<SignedIn> =>
  signedIn(await post(system, '/v1/sessions', { identifier, password }));

/** Gives a browser the session of somebody who has signed in without it. */
export async function takeSession(context: BrowserContext, system: Reachable, { cookie }: SignedIn) {
  const [name = '', value = ''] = cookie.split('=');
  // A secure cookie: browsers take it from https alone, and send it to the machine itself over http as well.
  const url = system.consoleUrl.replace('http:', 'https:');
  await context.addCookies([{ name, value, url, httpOnly: true, secure: true }]);
}
