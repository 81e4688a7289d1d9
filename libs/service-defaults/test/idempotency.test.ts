import { freshDatabase, type FreshDatabase } from '@tenantry/testing';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { DataSource } from 'typeorm';
import {
  connectDatabase,
  CreateKeptAnswersTable1764200100000,
  createHttpApp,
  createLogger,
  onceFor,
  startForgettingAnswers,
} from '../src';

const logger = createLogger('test', 'silent');
let fresh: FreshDatabase;
let database: DataSource;
beforeAll(async () => {
  fresh = await freshDatabase('defaults', [CreateKeptAnswersTable1764200100000]);
  database = await connectDatabase({ url: fresh.runtimeUrl, applicationName: 'test' });
});
afterAll(async () => {
  await database.destroy();
  await fresh.drop();
});

const [actorId, mirroredId] = [randomUUID(), randomUUID()];

/** Makes a thing with a password that is shown once; mirrored where the request says so. */
const app = createHttpApp({
  logger,
  service: 'things',
  publicUrl: 'http://127.0.0.1',
  csrf: false,
  configure(routes) {
    routes.post('/things', async (req, res) => {
      const own = { userId: actorId };
      req.session = (
        req.get('mirrored') ? { userId: mirroredId, mirroring: { byUserId: actorId } } : own
      ) as typeof req.session;
      const once = onceFor(req, res, { secrets: ['password'] });
      const made = () => Promise.resolve({ id: randomUUID(), user: { password: randomUUID() } });
      res.status(201).json(await database.transaction((tx) => (once ? once(tx, made) : made())));
    });
  },
});
type Thing = { id: string; user: { password: string | null } };
const make = async (headers: Record<string, string>) => {
  const answer = await request(app).post('/things').set(headers).send({ name: 'a' }).expect(201);
  return { thing: answer.body as Thing, repeated: answer.get('idempotent-replayed') === 'true' };
};

describe('what is created once', () => {
  it('[B2] has a secret that is shown once: it is not kept, and a repeat has nothing in its place', async () => {
    const first = await make({ 'idempotency-key': 'a' });
    const repeat = await make({ 'idempotency-key': 'a' });
    expect([first.repeated, repeat.repeated]).toEqual([false, true]);
    expect(repeat.thing).toEqual({ id: first.thing.id, user: { password: null } });
    const kept = await database.query<unknown[]>(`select * from kept_answers`);
    expect(JSON.stringify(kept)).not.toContain(first.thing.user.password);
  });

  it('[B2] is made every time where no key is sent', async () => {
    const [first, second] = [await make({}), await make({})];
    expect([first.repeated, second.repeated, first.thing.id === second.thing.id]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('[B2] is not the same as what somebody else, or somebody who acts as another, makes', async () => {
    const own = await make({ 'idempotency-key': 'b' });
    const mirrored = await make({ 'idempotency-key': 'b', mirrored: 'yes' });
    expect([mirrored.repeated, mirrored.thing.id === own.thing.id]).toEqual([false, false]);
  });

  it('[L15] is forgotten after 24 hours by whichever replica runs', async () => {
    await make({ 'idempotency-key': 'old' });
    await database.query(`update kept_answers set kept_at = now() - interval '25 hours' where key = 'old'`);
    const forgetting = startForgettingAnswers({ database, logger });
    await forgetting.stop();
    expect(await database.query(`select from kept_answers where key = 'old'`)).toEqual([]);
  });
});
