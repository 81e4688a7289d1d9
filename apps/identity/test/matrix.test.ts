import type { Question } from '@tenantry/contracts';
import {
  type Actor,
  builtInRoles,
  decideOnInvitation,
  decideOnUser,
  type Decision,
  permissionsOf,
  refused,
} from '@tenantry/domain';
import { type Operation, operationsOf, type Slot } from '@tenantry/testing';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { identityOpenApi } from '../src/openapi';
import { colleague, goodPassword, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { allowed } from './support/tenancy';

/** Whoever has no session may ask these, and these end the one that asks. */
const forEverybody = ['/v1/installation', '/v1/codes/inspect', '/v1/invitations/accept', '/v1/sessions'];
const operations = operationsOf(identityOpenApi(), {
  naming: [],
  samples: { password: [goodPassword], addresses: [['new@acme.example']], language: ['en'] },
}).filter(
  ({ method, path }) =>
    !forEverybody.includes(path) && !path.startsWith('/v1/sign-ups') && method !== 'delete',
);
const each = operations.map((operation) => [operation.method, operation.path, operation] as const);

/** What everybody is, and at which depth they act: 1 at the root, 2 as a reseller, 3 in the company. */
const kinds = {
  standard: { at: 3, accountType: 'standard', roleIds: [] },
  auditor: { at: 3, accountType: 'privileged', roleIds: ['auditor'] },
  userAdministrator: { at: 3, accountType: 'privileged', roleIds: ['user_administrator'] },
  delegated: { at: 3, accountType: 'privileged', roleIds: ['company_administrator'] },
  companyMaster: { at: 3, accountType: 'master', roleIds: [] },
  resellerMaster: { at: 2, accountType: 'master', roleIds: [] },
  operatorMaster: { at: 1, accountType: 'master', roleIds: [] },
} as const;
type Role = keyof typeof kinds;
const everybody = Object.keys(kinds) as Role[];
const nobodys = '00000000-0000-4000-8000-000000000000';

describe('every route of identity, everybody, own and foreign', () => {
  let identity: Identity;
  let people: Record<Role, Person>;
  let names: Record<'own' | 'foreign' | 'unknown', Record<string, string>>;
  let secrets: string[];
  beforeAll(async () => {
    identity = await startIdentity();
    const master = await openAccount(identity);
    const foreign = await openAccount(identity);
    const employee = await colleague(identity, master);
    const asked: [Role, Person][] = [];
    for (const role of everybody) asked.push([role, await colleague(identity, master)]);
    people = Object.fromEntries(asked) as Record<Role, Person>;
    await identity.database.query(`update users set first_name = 'Zzforeign' where id = $1`, [
      foreign.userId,
    ]);
    const own = { userId: employee.userId, organizationId: master.organizationId };
    names = {
      own: { ...own, roleIds: 'auditor', subAccountIds: randomUUID() },
      foreign: {
        userId: foreign.userId,
        organizationId: foreign.organizationId,
        roleIds: randomUUID(),
        subAccountIds: randomUUID(),
      },
      unknown: { userId: nobodys, organizationId: nobodys, roleIds: nobodys, subAccountIds: nobodys },
    };
    secrets = ['zzforeign', foreign.email, foreign.userName, ...Object.values(names.foreign)];
    decideAsTenancy(master.organizationId, [employee, ...Object.values(people)], foreign);
  }, 60_000);
  afterAll(() => identity.close());

  /** Tenancy's rules over this world: each acts from where their kind is, and all of them are of the company. */
  function decideAsTenancy(companyId: string, ours: Person[], foreign: Person): void {
    const path = [randomUUID(), randomUUID(), companyId];
    const actorOf = (userId: string): Actor => {
      const kind = kinds[everybody.find((role) => people[role].userId === userId) ?? 'standard'];
      const place = path.slice(0, kind.at);
      const { accountType } = kind;
      const roles = builtInRoles.filter(({ id }) => (kind.roleIds as readonly string[]).includes(id));
      const permissions = permissionsOf({ accountType, path: place, roles });
      const organizationId = place.at(-1) ?? '';
      const rest = { active: true, ownedCenters: [], modules: [], subAccountIds: null };
      return { userId, organizationId, path: place, accountType, permissions, ...rest };
    };
    const pathOf = (id: string) =>
      id === companyId ? path : id === foreign.organizationId ? [path[0] ?? '', id] : [];
    const decide = (question: Question, actorId: string): Decision => {
      const actor = actorOf(actorId);
      if (question.about === 'user') {
        const isOurs = ours.some(({ userId }) => userId === question.userId);
        const place = isOurs
          ? path
          : question.userId === foreign.userId
            ? pathOf(foreign.organizationId)
            : [];
        const user = { userId: question.userId, path: place, accountType: 'standard', centers: [] } as const;
        return decideOnUser(actor, question.act, { ...user, active: true }, 0);
      }
      if (question.about !== 'organization') return allowed;
      const place = { path: pathOf(question.organizationId), effectiveStatus: 'active' } as const;
      const decision = decideOnInvitation(actor, place, question.accountType);
      const given = [...(question.roleIds ?? []), ...(question.subAccountIds ?? [])];
      const isTheirs = given.every((id) => Object.values(names.own).includes(id));
      return decision.allowed && !isTheirs ? refused('not_of_organization', true) : decision;
    };
    identity.tenancy.decide(decide);
  }

  const everything = async () => {
    const tables = await identity.database.query<{ name: string }[]>(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'migrations'`,
    );
    const digests = tables.map(
      ({ name }) => `select '${name}' as name, md5(string_agg(t::text, '' order by t::text)) from ${name} t`,
    );
    return identity.database.query<object[]>(digests.join(' union all '));
  };
  const ask = async (
    operation: Operation,
    role: Role | 'nobody',
    valueOf: (slot: Slot) => string | undefined,
    headers: Record<string, string> = {},
  ) => {
    const { path, body } = operation.request(valueOf);
    const cookie = role === 'nobody' ? {} : { cookie: people[role].cookie };
    const { status, text } = await request(identity.app)
      [operation.method](path)
      .set({ origin: identity.config.PUBLIC_URL, ...cookie, ...headers })
      .send(body);
    return { status, text };
  };
  const own = ({ name }: Slot): string => {
    const value = names.own[name];
    if (value === undefined) throw new Error(`The matrix has nothing of its own for ${name}.`);
    return value;
  };
  const comparable = ({ status, text }: { status: number; text: string }, sent: string) => ({
    status,
    text: text.replaceAll(sent, '<sent>').replace(/"traceId":"[^"]*"/, ''),
    leaked: secrets.filter((secret) => secret !== sent && text.toLowerCase().includes(secret.toLowerCase())),
  });

  it.each(each)(
    '[A8] %s %s tells a stranger’s things like those that nobody has',
    async (_m, _p, operation) => {
      const before = await everything();
      for (const slot of operation.slots)
        for (const role of everybody.filter((each) => each !== 'operatorMaster')) {
          const swapped = (to: string) =>
            ask(operation, role, (other) => (other.name === slot.name ? to : own(other)));
          const [theirs, none] = [names.foreign[slot.name] ?? '', names.unknown[slot.name] ?? ''];
          const expected = comparable(await swapped(none), none);
          expect({ role, slot, ...comparable(await swapped(theirs), theirs) }).toEqual({
            role,
            slot,
            ...expected,
          });
          expect({ role, slot, ...expected }).toMatchObject({ leaked: [] });
          expect(expected.status).toBeGreaterThanOrEqual(400);
        }
      expect(await everything()).toEqual(before);
    },
  );

  it.each(each)(
    '[A8] %s %s changes nothing that it refuses, whatever a header claims',
    async (_m, _p, operation) => {
      const { userId, organizationId } = people.operatorMaster;
      const forged = {
        'x-user-id': userId,
        'x-actor-id': userId,
        'x-organization-id': organizationId,
        actor: userId,
      };
      let before = await everything();
      expect((await ask(operation, 'nobody', own, forged)).status).toBe(401);
      const statuses: number[] = [];
      for (const role of everybody) {
        const answer = await ask(operation, role, own);
        statuses.push(answer.status);
        if (operation.method !== 'get' && (role === 'standard' || role === 'auditor'))
          expect({ role, refused: answer.status >= 400 }).toEqual({ role, refused: true });
        if (answer.status >= 400 || operation.method === 'get') {
          const again = await ask(operation, role, own, forged);
          expect({ role, ...comparable(again, '-') }).toEqual({ role, ...comparable(answer, '-') });
          expect(await everything()).toEqual(before);
        } else before = await everything();
      }
      // What nobody can ask proves nothing.
      expect(statuses.some((status) => status !== 400 && status !== 404)).toBe(true);
    },
  );
});
