import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Acting, decisionRequestSchema, type Decision, type Question } from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import { closeServer, createLogger, decisionClient, listen, Problem } from '../src';

type Asked = Acting & { questions: Question[] };
type Answer = (asked: Asked, res: ServerResponse) => void;

let tenancy: Server;
let url: string;
let calls: (Asked & { authorization: string | undefined })[] = [];
let answer: Answer;

const acting: Acting = { actorId: randomUUID(), onBehalfOfId: null };
const allow = { allowed: true } as const;
const refuse: Decision = { allowed: false, rule: 'rank_too_low', mend: 'ask_higher_rank', visible: true };
const about = (userId = randomUUID()): Question => ({ about: 'user', act: 'user.block', userId });
const send = (res: ServerResponse, status: number, body: unknown) =>
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const withAll =
  (decision: Decision): Answer =>
  ({ questions }, res) =>
    void send(res, 200, { decisions: questions.map(() => decision) });

async function receive(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const asked = decisionRequestSchema.parse(JSON.parse(await text(req)));
  calls.push({ ...asked, authorization: req.headers.authorization });
  answer(asked, res);
}

beforeAll(async () => {
  tenancy = await listen((req, res) => void receive(req, res), { port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(tenancy.address() as { port: number }).port}`;
});
afterAll(() => closeServer(tenancy, 100));
beforeEach(() => {
  calls = [];
  answer = withAll(allow);
});

const client = (tenancyUrl = url) =>
  decisionClient({
    tenancyUrl,
    tokens: { issue: (audience) => Promise.resolve(`for-${audience}`) },
    logger: createLogger('test', 'silent'),
  });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    (value) => value,
    (error: unknown) => (error instanceof Problem ? [error.code, error.status] : error),
  );
const unavailable = ['decision.unavailable', 503];

describe('asking for a decision', () => {
  it('gives the answers in the order of the questions, with a token for tenancy', async () => {
    const [first, second] = [about(), about()];
    answer = (_asked, res) => void send(res, 200, { decisions: [allow, refuse] });
    expect(await client().ask(acting, [first, second])).toEqual([allow, refuse]);
    expect(calls).toEqual([{ ...acting, questions: [first, second], authorization: 'Bearer for-tenancy' }]);
    expect(await client().ask(acting, [])).toEqual([]);
  });

  it('asks for many at once without a word of warning', async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error) => void warnings.push(warning);
    process.on('warning', listen);
    const asking = client();
    await Promise.all(Array.from({ length: 30 }, () => asking.ask(acting, [about()])));
    process.off('warning', listen);
    expect(calls).toHaveLength(30);
    expect(warnings).toEqual([]);
  });

  it('asks in batches of 500, and each question once', async () => {
    const questions = Array.from({ length: 1201 }, () => about());
    expect(await client().ask(acting, [...questions, ...questions.slice(0, 10)])).toHaveLength(1211);
    expect(calls.map(({ questions: batch }) => batch.length)).toEqual([500, 500, 201]);
  });

  it('believes an allow for five seconds and a refusal never', async () => {
    const clock = jest.spyOn(performance, 'now');
    const [asking, question] = [client(), about()];
    const start = performance.now();
    await asking.ask(acting, [question]);
    clock.mockReturnValue(start + 4900);
    expect(await asking.ask(acting, [question])).toEqual([allow]);
    expect(calls).toHaveLength(1);
    await asking.ask({ ...acting, actorId: randomUUID() }, [question]);
    expect(calls).toHaveLength(2);
    clock.mockReturnValue(start + 5200);
    answer = withAll(refuse);
    expect(await asking.ask(acting, [question])).toEqual([refuse]);
    expect(await asking.ask(acting, [question])).toEqual([refuse]);
    expect(calls).toHaveLength(4);
    clock.mockRestore();
  });

  it('[A2] never believes an earlier claim, nor any other question because of it', async () => {
    const asking = client();
    const question = { about: 'user', act: 'user.block', userId: randomUUID(), claimAtVersion: 4 } as const;
    await asking.ask(acting, [question]);
    await asking.ask(acting, [question]);
    expect(calls).toHaveLength(2);
    await asking.ask(acting, [about(question.userId)]);
    expect(calls).toHaveLength(3);
  });

  it('[A11] believes no earlier allow where it must not, and none that was not for this very mirroring', async () => {
    const [asking, question] = [client(), about()];
    await asking.ask(acting, [question]);
    answer = withAll(refuse);
    expect(await asking.ask(acting, [question])).toEqual([allow]);
    expect(await asking.ask({ ...acting, onBehalfOfId: randomUUID() }, [question])).toEqual([refuse]);
    expect(await asking.ask(acting, [question], { fresh: true })).toEqual([refuse]);
  });

  it('[A11] passes on that somebody may not act as the mirrored user any more', async () => {
    answer = (_asked, res) => void send(res, 401, { code: 'session.mirroring_ended' });
    const mirroring = { ...acting, onBehalfOfId: randomUUID() };
    expect(await codeOf(client().ask(mirroring, [about()]))).toEqual(['session.mirroring_ended', 401]);
    expect(calls).toHaveLength(1);
  });
});

describe('without an answer', () => {
  it('tries once more, and no more', async () => {
    let failures = 1;
    answer = (asked, res) => (failures-- > 0 ? void send(res, 500, {}) : withAll(allow)(asked, res));
    expect(await client().ask(acting, [about()])).toEqual([allow]);
    expect(calls).toHaveLength(2);
    failures = 2;
    expect(await codeOf(client().ask(acting, [about()]))).toEqual(unavailable);
    expect(calls).toHaveLength(4);
  });

  it.each<[string, Answer]>([
    ['a connection that breaks', (_asked, res) => void res.destroy()],
    ['an answer that is no JSON', (_asked, res) => void res.end('<html>')],
    ['an answer of another shape', (_asked, res) => void send(res, 200, { decisions: [{ allowed: 'yes' }] })],
    ['too few decisions', (_asked, res) => void send(res, 200, { decisions: [] })],
    ['too many decisions', (_asked, res) => void send(res, 200, { decisions: [allow, allow] })],
    ['a redirect', (_asked, res) => void res.writeHead(307, { location: '/elsewhere' }).end()],
  ])('is unavailable, never allowed: %s', async (_what, how) => {
    answer = how;
    expect(await codeOf(client().ask(acting, [about()]))).toEqual(unavailable);
  });

  it('does not repeat what tenancy refuses, nor wait a second time for a user that it does not know yet', async () => {
    answer = (_asked, res) => void send(res, 401, { code: 'service_token.refused' });
    expect(await codeOf(client().ask(acting, [about()]))).toEqual(unavailable);
    answer = (_asked, res) => void send(res, 503, { code: 'decision.unavailable' });
    expect(await codeOf(client().ask(acting, [about()]))).toEqual(unavailable);
    expect(calls).toHaveLength(2);
  });

  it('gives up on an answer that does not come, twice', async () => {
    answer = () => undefined;
    const started = performance.now();
    expect(await codeOf(client().ask(acting, [about()]))).toEqual(unavailable);
    expect(calls).toHaveLength(2);
    expect(performance.now() - started).toBeGreaterThan(6500);
  });

  it('stops asking a tenancy that is down, and begins again by itself', async () => {
    const asking = client();
    answer = (_asked, res) => void send(res, 500, {});
    for (let at = 0; at < 4; at += 1) await codeOf(asking.ask(acting, [about()]));
    const before = calls.length;
    expect(before).toBe(5);
    answer = withAll(allow);
    expect(await codeOf(asking.ask(acting, [about()]))).toEqual(unavailable);
    expect(calls).toHaveLength(before);
    await eventually(async () => expect(await codeOf(asking.ask(acting, [about()]))).toEqual([allow]));
    expect(await codeOf(asking.ask(acting, [about()]))).toEqual([allow]);
  });

  it('is the same where nobody listens', async () => {
    expect(await codeOf(client('http://127.0.0.1:1').ask(acting, [about()]))).toEqual(unavailable);
  });
});
