import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { loadavg } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import express, { type Express } from 'express';
import { testService, type TestService } from '../test/support/service';
import type { Answers, Rate } from './at-rate';
import { fillWorld, type World } from './world';

const users = 20_000;
const perSecond = 500;
const secondsEach = 5;
const rounds = 5;
const goal = 3;

/**
 * The decision endpoint at 500 questions a second, each a request of its own as identity sends it, against a bare Express
 * server that selects one row by its key at the same rate, the two in turns.
 */
export async function run() {
  const service = await testService();
  const world = await fillWorld(service.ownerUrl, users);
  const servers = [service.app, bareServer(service)].map((app) => app.listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const [decisions = '', bare = ''] = servers.map(
    (server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  );
  try {
    const userIds = await someUsers(service, world);
    const measured: { bare: Answers[]; decision: Answers[] } = { bare: [], decision: [] };
    for (let round = 0; round < rounds; round += 1) {
      const json = { 'content-type': 'application/json' };
      const selects = userIds.map((userId) => JSON.stringify({ userId }));
      measured.bare.push(await atRate({ url: bare, headers: json, bodies: selects }));
      const token = await service.tokensOf('identity').issue('tenancy');
      const headers = { ...json, authorization: `Bearer ${token}` };
      const questions = userIds.map((userId) => questionOf(world, userId));
      measured.decision.push(
        await atRate({ url: `${decisions}/internal/decisions`, headers, bodies: questions }),
      );
    }
    return resultOf(measured);
  } finally {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
    await service.close();
  }
}

/** Express with one select, and nothing else. */
function bareServer({ database }: TestService): Express {
  const app = express();
  app.use(express.json());
  app.post('/', async (req, res) => {
    const { userId } = req.body as { userId: string };
    const [row] = await database.query<object[]>('select status from access where user_id = $1', [userId]);
    res.json(row);
  });
  return app;
}

/** Users below the delegated administrator, some of whom that one may block and some not. */
async function someUsers({ database }: TestService, { delegated }: World): Promise<string[]> {
  const rows = await database.query<{ id: string }[]>(
    `select user_id as id from directory where at_2 = $1 order by md5(user_id::text) limit 200`,
    [delegated.organizationId],
  );
  return rows.map(({ id }) => id);
}

const questionOf = ({ delegated }: World, userId: string): string =>
  JSON.stringify({
    actorId: delegated.userId,
    onBehalfOfId: null,
    questions: [{ about: 'user', act: 'user.block', userId }],
  });

async function atRate(request: Pick<Rate, 'url' | 'headers' | 'bodies'>): Promise<Answers> {
  const rate: Rate = { ...request, perSecond, seconds: secondsEach };
  const args = ['--import', 'tsx', path.join(__dirname, 'at-rate.ts'), JSON.stringify(rate)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as Answers;
}

function resultOf({ bare, decision }: Record<'bare' | 'decision', Answers[]>) {
  const p99 = {
    bare: median(bare.map((round) => at(round, 0.99))),
    decision: median(decision.map((round) => at(round, 0.99))),
  };
  const errors = [...bare, ...decision].reduce((sum, round) => sum + round.errors, 0);
  const ratio = p99.decision / p99.bare;
  return {
    bench: 'decision',
    value: rounded(ratio),
    unit: 'p99 of the decision endpoint ÷ p99 of a bare Express select, 500 a second each',
    goal,
    met: ratio <= goal && errors === 0,
    details: {
      errors,
      p99Ms: { bare: rounded(p99.bare), decision: rounded(p99.decision) },
      p50Ms: {
        bare: rounded(median(bare.map((round) => at(round, 0.5)))),
        decision: rounded(median(decision.map((round) => at(round, 0.5)))),
      },
      ratios: decision.map((round, n) => rounded(at(round, 0.99) / at(bare[n] ?? round, 0.99))),
      loadAverage: rounded(loadavg()[0] ?? NaN),
    },
  };
}

const at = ({ took }: Answers, share: number): number =>
  took.toSorted((a, b) => a - b)[Math.floor(took.length * share)] ?? NaN;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const rounded = (value: number): number => Math.round(value * 100) / 100;
