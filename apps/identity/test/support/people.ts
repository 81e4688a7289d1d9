import { randomUUID } from 'node:crypto';
import type { AccountType } from '@tenantry/contracts';
import request from 'supertest';
import type { Identity } from './start-identity';

export const goodPassword = 'brisk walnut harbour 41';

export type Answer = {
  status: number;
  text: string;
  body: unknown;
  headers: Record<string, string | undefined> & { 'set-cookie'?: string[] };
};
/** A request that is sent when it is awaited; `expect` has it fail on any other status. */
export type Ask = PromiseLike<Answer> & {
  expect(status: number): Ask;
  set(headers: Record<string, string>): Ask;
};

/** The cookie that an answer sets, as a browser sends it back. */
export const cookieOf = ({ headers }: Answer): string => headers['set-cookie']?.[0]?.split(';')[0] ?? '';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Requests as the console makes them: same origin, JSON, the session's cookie if there is one. */
export function browser(identity: Identity, cookie?: string) {
  const send = (
    method: Method,
    path: string,
    body?: object | string,
    headers: Record<string, string> = {},
  ): Ask => {
    const sent = request(identity.app)
      [method](path)
      .set({ origin: identity.config.PUBLIC_URL, ...(cookie ? { cookie } : {}), ...headers });
    return body === undefined ? sent : sent.send(body);
  };
  return {
    get: (path: string) => send('get', path),
    post: (path: string, body?: object | string, headers?: Record<string, string>) =>
      send('post', path, body, headers),
    put: (path: string, body?: object | string) => send('put', path, body),
    patch: (path: string, body: object, headers?: Record<string, string>) =>
      send('patch', path, body, headers),
    delete: (path: string, body?: object) => send('delete', path, body),
  };
}

export const codeOf = (link: string | null | undefined): string => (link ?? '').split('#code=')[1] ?? '';

let count = 0;
/** An address that nobody in any test has. */
export const newAddress = (name = 'ana.ruiz'): string =>
  `${name}.${(count += 1)}.${randomUUID().slice(0, 8)}@acme.example`;

export type Person = {
  userId: string;
  organizationId: string;
  email: string;
  userName: string;
  password: string;
  cookie: string;
};

export const signUpRequest = (email: string) => ({
  organizationName: 'Acme Fountain Pens',
  firstName: 'Ana',
  lastName: 'Ruiz',
  email,
  language: 'es',
});

/** Opens an account as a person does: sign-up, mail, link, password. The organization is projected as tenancy's event does it. */
export async function openAccount(identity: Identity, email = newAddress()): Promise<Person> {
  const visitor = browser(identity);
  await visitor.post('/v1/sign-ups', signUpRequest(email)).expect(202);
  const code = codeOf((await identity.mailsTo(email)).at(-1)?.link);
  const opened = await visitor.post('/v1/sign-ups/verify', { code, password: goodPassword }).expect(201);
  const current = opened.body as { userId: string; organizationId: string; userName: string };
  await knowOrganization(identity, current.organizationId);
  return { ...current, email, password: goodPassword, cookie: cookieOf(opened) };
}

const knowOrganization = (identity: Identity, organizationId: string, name = 'Acme Fountain Pens') =>
  identity.database.query(
    `insert into organization (id, parent_id, kind, name, path, version) values ($1, null, 'company', $2, array[$1::uuid], 1)`,
    [organizationId, name],
  );

export const invitation = (
  organizationId: string,
  addresses: string[],
  accountType: AccountType = 'standard',
) => ({
  organizationId,
  addresses,
  accountType,
  language: 'en',
});

/** A wish to create a user in the organization of whoever creates them. */
export const newUser = <More extends object>(by: Person, more = {} as More) => ({
  organizationId: by.organizationId,
  email: newAddress('cleo.hart'),
  firstName: 'Cleo',
  middleName: 'Maria',
  lastName: 'Hart',
  language: 'de',
  accountType: 'standard',
  password: by.password,
  ...more,
});

/** Invites an address and gives the id of the pending user and the code of the link. */
export async function invite(identity: Identity, by: Person, email = newAddress('ben.okoye')) {
  await browser(identity, by.cookie)
    .post('/v1/invitations', invitation(by.organizationId, [email]))
    .expect(200);
  const mail = (await identity.mailsTo(email)).at(-1);
  return { userId: mail?.userId ?? '', email, code: codeOf(mail?.link) };
}

/** A colleague who has accepted the invitation. */
export async function colleague(identity: Identity, by: Person, email?: string): Promise<Person> {
  const { code, email: address } = await invite(identity, by, email);
  const accepted = await browser(identity)
    .post('/v1/invitations/accept', { code, password: goodPassword, firstName: 'Ben', lastName: 'Okoye' })
    .expect(201);
  const current = accepted.body as { userId: string; organizationId: string; userName: string };
  return { ...current, email: address, password: goodPassword, cookie: cookieOf(accepted) };
}

/** The events of a subject as they stand in the log. */
export const eventsOf = (identity: Identity, subject: string) =>
  identity.database.query<
    { version: number; type: string; actor: string; data: object; personal: object | null }[]
  >(
    `select version, type, actor, data - 'personalDigest' as data, personal
     from event_log left join event_personal using (event_id) where subject = $1 order by version`,
    [subject],
  );
