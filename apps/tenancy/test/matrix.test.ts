import { type Operation, operationsOf, type Slot } from '@tenantry/testing';
import request from 'supertest';
import { tenancyOpenApi } from '../src/openapi';
import {
  foreignNames,
  matrixWorld,
  namesAbove,
  namesBelow,
  ownNames,
  type Role,
  roles,
  secrets,
  unknownNames,
} from './support/matrix-world';
import { publicUrl, type TestService, testService } from './support/service';

const operations = operationsOf(tenancyOpenApi(), {
  naming: ['key', 'q', 'account', 'after'],
  samples: { kind: ['customer', 'sim'], name: ['Taken'], modules: [['statistics']] },
}).filter(({ path }) => !path.startsWith('/internal/'));
const each = operations.map((operation) => [operation.method, operation.path, operation] as const);

const everybody = Object.keys(roles) as Role[];
/** To the operator nobody is a stranger. */
const seeingPart = everybody.filter((role) => role !== 'operatorMaster');
/** What a caller might say to be taken for somebody else. */
const forged = {
  'x-user-id': roles.operatorMaster.userId,
  'x-actor-id': roles.operatorMaster.userId,
  'x-on-behalf-of': roles.companyMaster.userId,
  'x-organization-id': roles.operatorMaster.organizationId,
  'x-forwarded-user': roles.operatorMaster.email,
  actor: `user/${roles.operatorMaster.userId}`,
  authorization: `Bearer ${roles.operatorMaster.userId}`,
};

type Answered = { status: number; text: string };

describe('every route, everybody, own and foreign', () => {
  let service: TestService;
  let world: Awaited<ReturnType<typeof matrixWorld>>;
  let cookies: Record<string, string>;
  beforeAll(async () => {
    service = await testService();
    world = await matrixWorld(service);
    await world.begin();
    cookies = Object.fromEntries(
      await Promise.all(everybody.map(async (role) => [role, await service.signIn(roles[role])] as const)),
    );
  });
  afterAll(async () => {
    await world.close();
    await service.close();
  });

  async function ask(
    operation: Operation,
    role: Role | 'nobody',
    valueOf: (slot: Slot) => string | undefined,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const { path, body } = operation.request(valueOf);
    const asked = request(service.app)
      [operation.method](path)
      .set({ origin: publicUrl, ...headers });
    if (role !== 'nobody') void asked.set('cookie', cookies[role] ?? '');
    const { status, text } = await asked.send(body);
    return { status, text };
  }
  const own = ({ name }: Slot): string | undefined => {
    const value = ownNames[name];
    if (value === undefined) throw new Error(`The matrix has nothing of its own for ${name}.`);
    return value;
  };
  const isChange = ({ method, path }: Operation) => method !== 'get' && !path.endsWith('/preview');
  /** The answer but for what tells requests apart. */
  const comparable = ({ status, text }: Answered, sent: string) => ({
    status,
    text: text.replaceAll(sent, '<sent>').replace(/"traceId":"[^"]*"/, ''),
  });
  const leaked = ({ text }: Answered, sent = '') =>
    secrets.filter((secret) => !sent.includes(secret) && text.toLowerCase().includes(secret));

  const hiddenFrom = (role: Role, { in: where, name }: Slot): string[] => {
    const { organizationId, userId, lineIds, serviceCenterId } = foreignNames;
    return [
      foreignNames[name],
      role === 'resellerMaster' ? undefined : namesAbove[name],
      role === 'standard' ? namesBelow[name] : undefined,
      ...(name === 'q' ? [organizationId, userId, lineIds, serviceCenterId] : []),
      // What is no id at all is nobody's either.
      ...(where === 'path' && role === 'companyMaster' ? ['not-an-id', "'", '%00'] : []),
    ].filter((value) => value !== undefined);
  };

  /** Asks with a stranger's thing in one place, and with one that nobody has. What belongs to nobody is nobody's secret. */
  async function tellsNothing(operation: Operation, role: Role, slot: Slot): Promise<void> {
    const unknown = unknownNames[slot.name];
    if (unknown === undefined) return;
    const swapped = (to: string) =>
      ask(operation, role, (other) => (other.in === slot.in && other.name === slot.name ? to : own(other)));
    const expected = { role, slot, leaked: [], ...comparable(await swapped(unknown), unknown) };
    for (const value of hiddenFrom(role, slot)) {
      const answer = await swapped(value);
      expect({ role, slot, leaked: leaked(answer, value), ...comparable(answer, value) }).toEqual(expected);
    }
  }

  it.each(each)(
    '[A8] %s %s tells a stranger’s things like those that nobody has',
    async (_m, _p, operation) => {
      const before = await world.everything();
      await Promise.all(
        operation.slots.flatMap((slot) => seeingPart.map((role) => tellsNothing(operation, role, slot))),
      );
      expect(await world.everything()).toEqual(before);
    },
  );

  it.each(each)(
    '[A8] %s %s tells nobody of strangers, and changes nothing that it refuses',
    async (_m, _p, operation) => {
      let before = await world.everything();
      expect((await ask(operation, 'nobody', own, forged)).status).toBe(401);
      const statuses: number[] = [];
      for (const role of everybody.toReversed()) {
        const answer = await ask(operation, role, own);
        statuses.push(answer.status);
        if (role !== 'operatorMaster') expect({ role, leaked: leaked(answer) }).toEqual({ role, leaked: [] });
        const refused = answer.status >= 400;
        // Whoever may only look, and whoever may not even that, changes nothing.
        if (isChange(operation) && (role === 'standard' || role === 'auditor'))
          expect({ role, refused }).toEqual({ role, refused: true });
        if (refused || !isChange(operation)) {
          // Once with what could be taken for somebody else's word.
          if (role === 'standard' || role === 'companyMaster')
            expect(comparable(await ask(operation, role, own, forged), '-')).toEqual(comparable(answer, '-'));
          expect(await world.everything()).toEqual(before);
        } else {
          await world.begin();
          before = await world.everything();
        }
      }
      // What nobody can ask proves nothing.
      expect(statuses.some((status) => status !== 400 && status !== 404)).toBe(true);
    },
  );

  it.each(each.filter(([, , operation]) => operation.request(() => 'x').body))(
    '[A8] %s %s takes no more than it asks for',
    async (_m, _p, operation) => {
      const before = await world.everything();
      const { path, body } = operation.request(own);
      for (const more of [{ actorId: roles.operatorMaster.userId }, { path: [] }, { organization: {} }]) {
        const cookie = cookies['companyMaster'] ?? '';
        const asked = request(service.app)[operation.method](path).set({ origin: publicUrl, cookie });
        expect(await asked.send({ ...body, ...more })).toMatchObject({
          status: 400,
          body: { code: 'request.invalid' },
        });
      }
      expect(await world.everything()).toEqual(before);
    },
  );
});
