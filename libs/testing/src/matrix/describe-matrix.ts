import request from 'supertest';
import { eventually } from '../eventually';
import { type Expected, expectationsOf, gapsOf, routeOf } from './expectations';
import { type Operation, operationsOf, type Slot } from './operations';

/** What stands in a request where its description has this name. */
type Named = Readonly<Record<string, string>>;

/** Everything that the walk over the routes asks of a service and what is in it. */
type MatrixWorld = {
  app: Parameters<typeof request>[0];
  /** Where the console is. */
  origin: string;
  /** Puts everything as it was at first and signs everybody in anew; @returns each actor's cookie */
  begin(): Promise<Readonly<Record<string, string>>>;
  /** A digest of all that the service keeps. */
  everything(): Promise<unknown>;
  /** Things of the actors' own organization, the same of strangers (by name; what is missing has no foreign kind), and what nobody has. */
  names: { own: Named; foreign: Named; unknown: Named };
  /** More than strangers' things that must be like nothing to this actor in this place. */
  alsoHidden?(actor: string, slot: Slot): readonly string[];
  /** Nothing of these may stand in an answer to whoever sees none of them. */
  secrets: readonly string[];
  /** Headers with which somebody might be taken for somebody else. */
  forged: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

type Matrix = {
  service: string;
  /** The service's OpenAPI document. */
  document: object;
  /** The statuses, as `expectationsOf` reads them; the actors are its columns. */
  expected: string;
  world: () => Promise<MatrixWorld>;
} & Partial<Parameters<typeof operationsOf>[1]>;

type Answered = { status: number; text: string };

/** To the operator nobody is a stranger. */
const seesAll = 'operator';
const isChange = ({ method, path }: Operation) => method !== 'get' && !path.endsWith('/preview');
/** Waits for all even where one fails, so that nothing is still on its way into the next test. */
async function settled<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
/** The answer but for what tells requests apart. */
const comparable = (answer: Answered | undefined, sent?: string) => ({
  status: answer?.status,
  text: (sent === undefined ? answer?.text : answer?.text.replaceAll(sent, '<sent>'))
    ?.replace(/"traceId":"[^"]*"/, '')
    .replace(/"\d{4}-\d\d-\d\dT[^"]*"/g, '"<time>"'),
});

/**
 * Asks every route of a document as everybody: the status is the one that the table says, a stranger's thing is answered
 * like one that nobody has, no header makes anybody somebody else, and what is refused changes nothing. To be called in a
 * `describe` of its own.
 */
export function describeMatrix({ service, document, expected, world: open, ...options }: Matrix): void {
  const { actors, byRoute } = expectationsOf(expected);
  const operations = operationsOf(document, { naming: [], samples: {}, ...options });
  const each = operations.flatMap((operation) => {
    const line = byRoute.get(routeOf(operation));
    return line ? [[routeOf(operation), operation, line] as const] : [];
  });

  let world: MatrixWorld;
  let cookies: Readonly<Record<string, string>>;
  let isAsAtFirst = false;
  const begin = async () => {
    cookies = await world.begin();
    isAsAtFirst = true;
  };
  beforeAll(async () => void (world = await open()), 60_000);
  beforeEach(() => (isAsAtFirst ? undefined : begin()));
  afterAll(() => world.close());

  const ask = async (
    operation: Operation,
    actor: string,
    valueOf: (slot: Slot) => string | undefined,
    { headers = {}, more = {} }: { headers?: Readonly<Record<string, string>>; more?: object } = {},
  ): Promise<Answered> => {
    const { path, body, headers: needed } = operation.request(valueOf);
    const cookie = cookies[actor];
    return eventually(
      async () => {
        const { status, text } = await request(world.app)
          [operation.method](path)
          .set({ origin: world.origin, ...(cookie === undefined ? {} : { cookie }), ...needed, ...headers })
          .send(body && { ...body, ...more });
        // It has done nothing and says so: a machine with too much to do is asked again.
        if (status === 503) throw new Error(`${operation.method} ${path}: ${text}`);
        return { status, text };
      },
      { within: 20_000, every: 100 },
    );
  };
  const own = ({ name }: Slot): string => {
    const value = world.names.own[name];
    if (value === undefined) throw new Error(`The matrix of ${service} has nothing of its own for ${name}.`);
    return value;
  };
  const leaked = ({ text }: Answered, sent = '') =>
    world.secrets.filter((secret) => !sent.includes(secret) && text.toLowerCase().includes(secret));
  /** Runs a check after which everything is as before; where it fails, the next one begins anew. */
  const leavingAsItWas = async (check: (unchanged: () => Promise<void>) => Promise<void>) => {
    const before = await world.everything();
    isAsAtFirst = false;
    await check(async () => expect(await world.everything()).toEqual(before));
    isAsAtFirst = true;
  };

  it('has a line for every route of the document', () => expect(gapsOf(operations, byRoute)).toEqual([]));

  for (const [route, operation, line] of each)
    it(`${route} answers everybody as expected, and changes nothing that it refuses`, () =>
      leavingAsItWas(async (unchanged) => {
        const accepts = (actor: string) => isChange(operation) && (line.actors[actor] ?? 0) < 400;
        const answers = new Map<string, Answered>();
        const refused = actors.filter((actor) => !accepts(actor));
        for (const actor of refused) answers.set(actor, await ask(operation, actor, own));
        const statuses = () => Object.fromEntries([...answers].map(([actor, { status }]) => [actor, status]));
        expect({ ...line.actors, ...statuses() }).toEqual(line.actors);
        for (const actor of refused) {
          const again = await ask(operation, actor, own, { headers: world.forged });
          expect({ actor, ...comparable(again) }).toEqual({ actor, ...comparable(answers.get(actor)) });
        }
        await unchanged();
        for (const actor of actors.filter(accepts)) {
          answers.set(actor, await ask(operation, actor, own));
          await begin();
        }
        expect(statuses()).toEqual(line.actors);
        for (const [actor, answer] of answers)
          if (actor !== seesAll) expect({ actor, leaked: leaked(answer) }).toEqual({ actor, leaked: [] });
      }));

  const strangers = actors.filter((actor) => actor !== seesAll && actor !== 'nobody');

  /** Asks with a stranger's thing in one place, and with one that nobody has. What belongs to nobody is nobody's secret. */
  async function tellsNothing(operation: Operation, actor: string, slot: Slot): Promise<void> {
    const { unknown, foreign } = world.names;
    const nobodys = unknown[slot.name];
    if (nobodys === undefined) return;
    const swapped = (to: string) =>
      ask(operation, actor, (other) => (other.in === slot.in && other.name === slot.name ? to : own(other)));
    const answer = { actor, slot, leaked: [], ...comparable(await swapped(nobodys), nobodys) };
    for (const value of [foreign[slot.name], ...(world.alsoHidden?.(actor, slot) ?? [])]) {
      if (value === undefined) continue;
      const theirs = await swapped(value);
      expect({ actor, slot, leaked: leaked(theirs, value), ...comparable(theirs, value) }).toEqual(answer);
    }
  }

  /** What everybody is answered who names strangers' things wherever there are such. */
  async function ofStrangers(operation: Operation, line: Expected): Promise<[string, number | null][]> {
    const theirs = (slot: Slot) => world.names.foreign[slot.name] ?? own(slot);
    if (operation.slots.every(({ name }) => world.names.foreign[name] === undefined))
      return strangers.map((actor) => [actor, null]);
    return settled(
      strangers.map(async (actor): Promise<[string, number | null]> => {
        const { status } = await ask(operation, actor, theirs);
        // Who may not do it at all may be told so, whomever they name.
        const isToldSo = status === 403 && line.actors[actor] === 403;
        return [actor, isToldSo ? line.foreign : status];
      }),
    );
  }

  for (const [route, operation, line] of each)
    it(`${route} tells a stranger’s things like those that nobody has`, () =>
      leavingAsItWas(async (unchanged) => {
        await settled(
          operation.slots.flatMap((slot) => strangers.map((actor) => tellsNothing(operation, actor, slot))),
        );
        const statuses = await ofStrangers(operation, line);
        await unchanged();
        expect(statuses).toEqual(strangers.map((actor) => [actor, line.foreign]));
      }));

  const taking = each.filter(
    ([, operation, line]) => line.actors['master'] !== 401 && operation.request(() => 'x').body,
  );
  for (const [route, operation] of taking)
    it(`${route} takes no more than it asks for`, () =>
      leavingAsItWas(async (unchanged) => {
        for (const more of [{ actorId: world.names.own['userId'] }, { path: [] }, { organization: {} }]) {
          const { status, text } = await ask(operation, 'master', own, { more });
          expect([status, JSON.parse(text)]).toMatchObject([400, { code: 'request.invalid' }]);
        }
        await unchanged();
      }));
}
