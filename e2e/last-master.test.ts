import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { eventually } from '@tenantry/testing';
import { Client } from 'pg';
import { runningSystem, type System } from './harness';
import { acceptByCode, openByCode, type SignedIn, signInByApi } from './support/accounts';

const account = {
  organization: 'Fulcrum Energy',
  firstName: 'Olga',
  lastName: 'Sand',
  email: 'olga@fulcrum.example',
};
const colleague = { firstName: 'Bo', lastName: 'Ness', email: 'bo@fulcrum.example' };

type Master = SignedIn & { email: string };
type Answer = { status: number; body: Record<string, unknown> };

// Identity and tenancy each decide about masters; only both together show that the last one stays.
describe('the last active master of an organization', () => {
  let system: System;
  /** Two instances of identity. */
  let identities: string[];
  let second: ChildProcess;
  let database: Client;
  let olga: Master;
  let bo: Master;

  beforeAll(async () => {
    system = runningSystem();
    database = new Client({ connectionString: system.services.tenancy.ownerDatabaseUrl });
    await database.connect();
    identities = [system.services.identity.url, await startSecondIdentity()];
    olga = { ...(await openByCode(system, account)), email: account.email };
    const { email } = colleague;
    await invite(email);
    bo = { ...(await acceptByCode(system, colleague)), email };
    await setAccountType(olga, bo, 'master');
    await areTwo();
  });
  afterAll(async () => {
    if (second?.kill()) await once(second, 'exit');
    await database?.end();
  });

  async function startSecondIdentity(): Promise<string> {
    const [port, operations] = [await freePort(), await freePort()];
    second = spawn(process.execPath, ['dist/server/main.js'], {
      cwd: path.join(__dirname, '../apps/identity'),
      stdio: 'ignore',
      env: {
        ...system.environmentOf('identity'),
        SERVICE_PORT: String(port),
        OPERATIONS_PORT: String(operations),
      },
    });
    await eventually(
      async () => expect((await fetch(`http://127.0.0.1:${operations}/readyz`)).status).toBe(200),
      { within: 30_000 },
    );
    return `http://127.0.0.1:${port}`;
  }

  async function ask(
    url: string,
    method: string,
    body?: object,
    cookie = '',
  ): Promise<Answer & { cookie: string }> {
    const answer = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', origin: system.consoleUrl, cookie },
      ...(body && { body: JSON.stringify(body) }),
    });
    return {
      status: answer.status,
      body: (await answer.json()) as Answer['body'],
      cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '',
    };
  }
  const identity = (at: number) => identities[at] ?? '';

  async function invite(email: string): Promise<void> {
    const { organizationId, cookie } = olga;
    const invitation = { organizationId, addresses: [email], accountType: 'privileged', language: 'en' };
    // 503 until tenancy has heard that she is active, where the machine is busy for longer than it waits for that.
    await eventually(
      async () =>
        expect((await ask(`${identity(0)}/v1/invitations`, 'POST', invitation, cookie)).status).toBe(200),
      { within: 20_000 },
    );
  }
  const signIn = async (master: Master) => {
    master.cookie = (await signInByApi(system, master.email)).cookie;
  };
  const accessOf = (master: Master) => `${system.services.tenancy.url}/v1/users/${master.userId}/access`;
  async function setAccountType(by: Master, of: Master, accountType: string): Promise<Answer> {
    const { body } = await eventually(async () => {
      const read = await ask(accessOf(of), 'GET', undefined, by.cookie);
      expect(read.status).toBe(200);
      return read;
    });
    const change = { version: body['version'], accountType, roleIds: [], modules: [], subAccountIds: null };
    return ask(accessOf(of), 'PUT', change, by.cookie);
  }
  const block = (at: number, by: Master, of: Master) =>
    ask(`${identity(at)}/v1/users/${of.userId}/block`, 'POST', { reason: 'Left' }, by.cookie);

  /** Until both count: tenancy has heard that they are active, and nobody holds a claim. */
  const areTwo = () =>
    eventually(
      async () => {
        const { rows } = await database.query(
          `select from access where account_type = 'master' and status = 'active'
             and user_id not in (select user_id from master_claims) and user_id = any($1)`,
          [[olga.userId, bo.userId]],
        );
        expect(rows).toHaveLength(2);
      },
      { within: 20_000 },
    );
  const refused = (answer: Answer) => answer.status === 409 && answer.body['code'] === 'user.last_master';

  it('[A2] [L6] stays where two block each other at once over two instances, round for round', async () => {
    for (let round = 0; round < 15; round += 1) {
      const answers = await Promise.all([block(0, olga, bo), block(1, bo, olga)]);
      const done = answers.map(({ status }) => status === 200);
      expect(done.filter(Boolean)).toHaveLength(1);
      const [winner, loser] = done[0] ? [olga, bo] : [bo, olga];
      // Refused by tenancy's count, or because their session had ended first.
      const other = answers[done[0] ? 1 : 0];
      expect(other && (refused(other) || other.status === 401 || other.status === 503)).toBe(true);
      const unblocked = `${identity(0)}/v1/users/${loser.userId}/unblock`;
      expect((await ask(unblocked, 'POST', { comment: null }, winner.cookie)).status).toBe(200);
      await signIn(loser);
      await areTwo();
    }
  });

  it('[A2] [L6] stays where one blocks and the other lowers at once, round for round', async () => {
    for (let round = 0; round < 15; round += 1) {
      const [blocking, lowering] = await Promise.all([
        block(round % 2, bo, olga),
        setAccountType(olga, bo, 'privileged'),
      ]);
      expect([blocking.status === 200, lowering.status === 200].filter(Boolean)).toHaveLength(1);
      if (lowering.status === 200) {
        expect((await setAccountType(olga, bo, 'master')).status).toBe(200);
      } else {
        const unblocked = `${identity(0)}/v1/users/${olga.userId}/unblock`;
        expect((await ask(unblocked, 'POST', { comment: null }, bo.cookie)).status).toBe(200);
        await signIn(olga);
      }
      await areTwo();
    }
  });

  it('[A2] counts again once identity has settled a claim that was never used', async () => {
    await database.query(
      `insert into master_claims (claim_id, user_id, version, claimed_at)
       select gen_random_uuid(), user_id, version, now() - interval '1 minute' from directory where user_id = $1`,
      [bo.userId],
    );
    expect(refused(await setAccountType(bo, olga, 'privileged'))).toBe(true);
    await areTwo();
    const history = `${identity(1)}/v1/users/${bo.userId}/history`;
    expect((await ask(history, 'GET', undefined, olga.cookie)).body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ type: 'identity.user.status-confirmed.v1' }),
      ]) as unknown,
    });
  });
});

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
