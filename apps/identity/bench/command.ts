import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { requireSession, sessionChecker, sessionStore } from '@tenantry/service-defaults';
import express, { type Express } from 'express';
import { type Identity, startIdentity } from '../test/support/start-identity';
import { somePeople } from './people';
import type { Answered, Requests } from './requests';

const cores = availableParallelism();
const clients = 4 * cores;
const rounds = 5;
const usersEach = 400;
const goal = 0.5;

/**
 * Blocks a second over HTTP, each of another user and with its decision asked over loopback, against a bare Express server
 * that checks the same session, asks over loopback and writes the same rows in one transaction; the two in turns. The service
 * that decides is the same small one for both, so what is measured is identity.
 */
export async function run() {
  const identity = await startIdentity();
  const answering = await listening(answers());
  const servers = [await listening(identity.app), await listening(bareServer(identity, urlOf(answering)))];
  const [url = '', bareUrl = ''] = servers.map(urlOf);
  try {
    const emails = [];
    // In parts: a statement takes no more than 65,535 values.
    for (let part = 0; part <= 2 * (rounds + 1); part += 1)
      emails.push(...(await somePeople(identity, usersEach)));
    const ids = await idsOf(identity, emails);
    const cookie = await signedIn(identity, ids.pop() ?? '');
    const take = () => ids.splice(0, usersEach);
    const measured: Record<'blocks' | 'bare', Answered[]> = { blocks: [], bare: [] };
    for (let round = 0; round <= rounds; round += 1) {
      const bare = await send(
        identity,
        cookie,
        take().map((id) => `${bareUrl}/${id}`),
      );
      const blocks = await send(
        identity,
        cookie,
        take().map((id) => `${url}/v1/users/${id}/block`),
      );
      if (round === 0) continue; // fills caches and connections
      measured.bare.push(bare);
      measured.blocks.push(blocks);
    }
    return resultOf(measured);
  } finally {
    for (const server of [answering, ...servers]) {
      server.close();
      server.closeAllConnections();
    }
    await identity.close();
  }
}

/** What a loopback call costs, and nothing else. */
function answers(): Express {
  const app = express();
  app.use(express.json());
  app.post('/', (_req, res) => void res.json({ decisions: [{ allowed: true }] }));
  return app;
}

/** Express with the session check, one call and the SQL of a block. */
function bareServer({ redis, config, database }: Identity, decisionsUrl: string): Express {
  const app = express();
  app.use(express.json(), requireSession(sessionChecker(redis, { environment: config.ENVIRONMENT })));
  app.post('/:userId', async (req, res) => {
    const { userId } = req.params;
    const asked = await fetch(decisionsUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ actorId: req.session.userId, questions: [{ about: 'user', userId }] }),
    });
    await asked.json();
    const { reason } = req.body as { reason: string };
    await database.transaction(async (tx) => {
      await tx.query('select * from users where id = $1 for update', [userId]);
      await tx.query(
        `update users set status = 'blocked', blocked_reason = $2, blocked_at = now(), version = version + 1 where id = $1`,
        [userId, reason],
      );
      await tx.query(
        `with logged as (
           insert into event_log (event_id, subject, version, type, data, actor, occurred_at)
           values ($1, $2, 3, 'identity.user.blocked.v1', $3, $4, now()) returning id
         ), apart as (insert into event_personal (event_id, personal, salt) values ($1, $5, 'salt'))
         insert into outbox (log_id) select id from logged`,
        [
          randomUUID(),
          `user/${userId}`,
          JSON.stringify({ userId }),
          `user/${req.session.userId}`,
          JSON.stringify({ reason }),
        ],
      );
    });
    res.json({ subject: `user/${userId}`, version: 3 });
  });
  return app;
}

async function listening(app: Express): Promise<Server> {
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function idsOf({ database }: Identity, emails: readonly string[]): Promise<string[]> {
  const rows = await database.query<{ id: string }[]>('select id from users where email = any($1)', [emails]);
  return rows.map(({ id }) => id);
}

async function signedIn({ database, redis, config }: Identity, userId: string): Promise<string> {
  const [row] = await database.query<{ organizationId: string }[]>(
    'select organization_id as "organizationId" from users where id = $1',
    [userId],
  );
  const sessions = sessionStore(redis, { environment: config.ENVIRONMENT });
  const { secret } = await sessions.create({
    userId,
    organizationId: row?.organizationId ?? '',
    epoch: 0,
    idleSeconds: 3600,
  });
  return `__Host-tenantry=${secret}`;
}

async function send({ config }: Identity, cookie: string, urls: string[]): Promise<Answered> {
  const requests: Requests = {
    urls,
    headers: { 'content-type': 'application/json', origin: config.PUBLIC_URL, cookie },
    body: JSON.stringify({ reason: 'Repeated abuse' }),
    clients,
  };
  const args = ['--import', 'tsx', path.join(__dirname, 'requests.ts'), JSON.stringify(requests)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as Answered;
}

function resultOf({ blocks, bare }: Record<'blocks' | 'bare', Answered[]>) {
  const ratios = blocks.map(({ perSecond }, n) => perSecond / (bare[n]?.perSecond ?? NaN));
  const value = median(ratios);
  const others = [...blocks, ...bare].reduce((sum, round) => sum + round.others, 0);
  const took = (all: Answered[]) => all.flatMap((round) => round.took).toSorted((a, b) => a - b);
  return {
    bench: 'command',
    value: rounded(value),
    unit: 'blocks a second over HTTP ÷ the same session check, loopback call and SQL in bare Express',
    goal,
    met: value >= goal && others === 0,
    details: {
      cores,
      clients,
      refusedOrFailed: others,
      ratios: ratios.map(rounded),
      blocksPerSecond: blocks.map(({ perSecond }) => rounded(perSecond)),
      barePerSecond: bare.map(({ perSecond }) => rounded(perSecond)),
      tookMs: { p50: rounded(at(took(blocks), 0.5)), p99: rounded(at(took(blocks), 0.99)) },
      bareTookMs: { p50: rounded(at(took(bare), 0.5)), p99: rounded(at(took(bare), 0.99)) },
      loadAverage: rounded(loadavg()[0] ?? NaN),
    },
  };
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor(sorted.length * share)] ?? NaN;
const median = (values: readonly number[]): number =>
  at(
    values.toSorted((a, b) => a - b),
    0.5,
  );
const rounded = (value: number): number => Math.round(value * 100) / 100;
