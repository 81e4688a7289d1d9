import { randomUUID } from 'node:crypto';
import { type AccessWorld, anAccess } from './access-world';
import { aBinding, aCenter, insertCenters, type TestCenter } from './centers';
import { dialoguesOf } from './dialogues';
import type { TestService } from './service';
import { anOrganization, aUser, insertWorld, type TestOrganization, type TestUser } from './world';

export type Method = 'post' | 'put' | 'patch' | 'delete';
/** A request, made ready by the master whom the operator mirrors. */
type Command = { path: string; body?: object };
/** What becomes of a command while somebody is mirrored: the events that it writes, or the rule that refuses it. */
export type Outcome = { make: () => Command | Promise<Command>; writes: string[] } | Refusal;
/** What a refusal says: by a decision, or because the session is not one's own. */
export const refusals = {
  mirroring: { code: 'mirroring.not_allowed', rule: 'mirroring', mend: 'stop_mirroring' },
  not_operator: { rule: 'not_operator' },
  not_own_session: { code: 'mirroring.not_allowed' },
};
type Refusal = { make: () => Command | Promise<Command>; refused: keyof typeof refusals };

/**
 * Every command of tenancy, sent for the company's master and what is below: made ready by themselves, to be sent by
 * whoever mirrors them.
 * @param at is filled in before anything is made
 */
export function mirroredCommands(at: { service: TestService; world: AccessWorld }): Record<string, Outcome> {
  const company = () => `/v1/organizations/${at.world.company.id}`;
  /** An organization below the master's, for this command alone. */
  async function organization(): Promise<TestOrganization> {
    const made = anOrganization(at.world.company, `Kunde ${randomUUID()}`);
    await insertWorld(at.service.database, { organizations: [made] });
    return made;
  }
  async function user(organizationOfUser = at.world.company): Promise<TestUser> {
    const made = aUser(organizationOfUser, 'standard');
    await insertWorld(at.service.database, { users: [made] });
    return made;
  }
  async function center(bound: TestUser[] = []): Promise<TestCenter> {
    const made = aCenter(at.world.company, `Center ${randomUUID()}`, { customers: ['North'] });
    await insertCenters(at.service.database, {
      centers: [made],
      bindings: bound.map((one) => aBinding(one, made)),
    });
    return made;
  }
  /** Sends something as the master themselves; answers its body. */
  async function asMaster(method: Method, path: string, body: object = {}) {
    const answer = await at.world.send(at.world.people.master, method, path, body);
    expect(answer.status).toBeLessThan(300);
    return answer.body;
  }
  const policies = { invitationValidDays: null, supportEmail: null, idleSeconds: 600 };
  const reason = { reason: 'Unpaid' };
  const aLine = () => ({ kind: 'sim', identifier: randomUUID(), label: null });
  const aRole = () => ({
    name: `Role ${randomUUID().slice(0, 8)}`,
    description: '',
    lowestAccountType: 'privileged',
    permissions: [],
  });

  const onStuckMessages = (path: string, body: object = {}): Refusal => ({
    make: () => ({ path: `/v1/dead-letters/${path}`, body: { ...reason, ...body } }),
    refused: 'not_own_session',
  });

  return {
    'POST /v1/dead-letters/replay': onStuckMessages('replay', { type: 'identity.user.created.v1' }),
    'POST /v1/dead-letters/{entryId}/replay': onStuckMessages('entry/replay'),
    'POST /v1/dead-letters/{entryId}/discard': onStuckMessages('entry/discard', { scope: 'message' }),
    // Of whom both see; what is done to them is decided when it is done.
    'POST /v1/selections': { make: () => ({ path: '/v1/selections', body: {} }), writes: [] },
    'POST /v1/organizations': {
      make: () => ({
        path: '/v1/organizations',
        body: { parentId: at.world.company.id, kind: 'customer', name: 'Neu' },
      }),
      writes: ['tenancy.organization.created.v1'],
    },
    'PATCH /v1/organizations/{organizationId}': {
      make: async () => ({
        path: `/v1/organizations/${(await organization()).id}`,
        body: { version: 1, name: 'Anders' },
      }),
      writes: ['tenancy.organization.changed.v1'],
    },
    'POST /v1/organizations/{organizationId}/suspend': {
      make: async () => ({ path: `/v1/organizations/${(await organization()).id}/suspend`, body: reason }),
      writes: ['tenancy.organization.suspended.v1'],
    },
    'POST /v1/organizations/{organizationId}/close': {
      make: async () => ({ path: `/v1/organizations/${(await organization()).id}/close`, body: reason }),
      writes: ['tenancy.organization.closed.v1'],
    },
    'POST /v1/organizations/{organizationId}/reopen': {
      async make() {
        const path = `/v1/organizations/${(await organization()).id}`;
        await asMaster('post', `${path}/suspend`, reason);
        return { path: `${path}/reopen`, body: reason };
      },
      writes: ['tenancy.organization.reopened.v1'],
    },
    'PUT /v1/organizations/{organizationId}/policies': {
      make: async () => ({
        path: `/v1/organizations/${(await organization()).id}/policies`,
        body: { version: 1, ...policies },
      }),
      writes: ['tenancy.organization.policies-changed.v1'],
    },
    'PUT /v1/organizations/{organizationId}/key-users': {
      make: async () => ({
        path: `/v1/organizations/${(await organization()).id}/key-users`,
        body: { version: 1, userIds: [at.world.people.standard.userId] },
      }),
      writes: ['tenancy.organization.key-users-changed.v1'],
    },
    'POST /v1/organizations/{organizationId}/lines': {
      make: () => ({ path: `${company()}/lines`, body: aLine() }),
      writes: ['tenancy.line.registered.v1'],
    },
    'POST /v1/lines/assign': {
      async make() {
        const { line } = await asMaster('post', `${company()}/lines`, aLine());
        const lineIds = [(line as { lineId: string }).lineId];
        return { path: '/v1/lines/assign', body: { lineIds, organizationId: at.world.customer.id } };
      },
      writes: ['tenancy.line.assigned.v1'],
    },
    'POST /v1/organizations/{organizationId}/sub-accounts': {
      make: () => ({ path: `${company()}/sub-accounts`, body: { name: randomUUID() } }),
      writes: ['tenancy.sub-account.created.v1'],
    },
    'PATCH /v1/sub-accounts/{subAccountId}': {
      make: async () => ({
        path: `/v1/sub-accounts/${await at.world.subAccount(at.world.company.id, randomUUID())}`,
        body: { name: randomUUID(), version: 1 },
      }),
      writes: ['tenancy.sub-account.changed.v1'],
    },
    'DELETE /v1/sub-accounts/{subAccountId}': {
      make: async () => ({
        path: `/v1/sub-accounts/${await at.world.subAccount(at.world.company.id, randomUUID())}`,
      }),
      writes: ['tenancy.sub-account.deleted.v1'],
    },
    'POST /v1/organizations/{organizationId}/service-centers': {
      make: () => ({ path: `${company()}/service-centers`, body: { name: 'Hamburg' } }),
      writes: ['tenancy.service-center.created.v1'],
    },
    'PATCH /v1/service-centers/{serviceCenterId}': {
      make: async () => ({
        path: `/v1/service-centers/${(await center()).id}`,
        body: { version: 1, name: 'Bremen' },
      }),
      writes: ['tenancy.service-center.renamed.v1'],
    },
    'POST /v1/service-centers/{serviceCenterId}/parts': {
      make: async () => ({
        path: `/v1/service-centers/${(await center()).id}/parts`,
        body: { kind: 'entity', names: ['Desk'] },
      }),
      writes: ['tenancy.service-center.parts-added.v1'],
    },
    'PUT /v1/service-centers/{serviceCenterId}/shares': {
      make: async () => ({
        path: `/v1/service-centers/${(await center()).id}/shares`,
        body: { version: 1, organizationIds: [at.world.customer.id] },
      }),
      writes: ['tenancy.service-center.shared.v1'],
    },
    'DELETE /v1/service-center-parts/{partId}': {
      make: async () => ({ path: `/v1/service-center-parts/${(await center()).parts[0]?.id}` }),
      writes: ['tenancy.service-center.part-removed.v1'],
    },
    'POST /v1/organizations/{organizationId}/dialogues': {
      async make() {
        await dialoguesOf(at.service, at.world).operator(5);
        return { path: `${company()}/dialogues`, body: {} };
      },
      writes: ['tenancy.dialogue.opened.v1'],
    },
    'POST /v1/dialogues/{dialogueId}/close': {
      async make() {
        await dialoguesOf(at.service, at.world).operator(5);
        const { dialogue } = await asMaster('post', `${company()}/dialogues`);
        return { path: `/v1/dialogues/${(dialogue as { dialogueId: string }).dialogueId}/close`, body: {} };
      },
      writes: ['tenancy.dialogue.closed.v1'],
    },
    'PUT /v1/users/{userId}/dialogue-limit': {
      make: async () => ({
        path: `/v1/users/${(await dialoguesOf(at.service, at.world).operator(0)).userId}/dialogue-limit`,
        body: { maximum: 3, version: 0 },
      }),
      refused: 'mirroring',
    },
    'PUT /v1/users/{userId}/access': {
      make: async () => ({
        path: `/v1/users/${(await user()).userId}/access`,
        body: anAccess({ accountType: 'privileged', roleIds: ['auditor'] }),
      }),
      refused: 'mirroring',
    },
    'POST /v1/organizations/{organizationId}/roles': {
      make: () => ({ path: `${company()}/roles`, body: aRole() }),
      refused: 'mirroring',
    },
    'PATCH /v1/roles/{roleId}': {
      make: async () => ({
        path: `/v1/roles/${await at.world.role(at.world.company.id, ['user.view'])}`,
        body: { version: 1, name: 'Anders' },
      }),
      refused: 'mirroring',
    },
    'DELETE /v1/roles/{roleId}': {
      make: async () => ({ path: `/v1/roles/${await at.world.role(at.world.company.id, ['user.view'])}` }),
      refused: 'mirroring',
    },
    'PUT /v1/users/{userId}/service-centers/{serviceCenterId}': {
      make: async () => ({
        path: `/v1/users/${(await user()).userId}/service-centers/${(await center()).id}`,
        body: { version: null, owned: false, customerIds: null, entityIds: null },
      }),
      refused: 'mirroring',
    },
    'DELETE /v1/users/{userId}/service-centers/{serviceCenterId}': {
      async make() {
        const bound = await user();
        const { id } = await center([bound]);
        return { path: `/v1/users/${bound.userId}/service-centers/${id}?version=1` };
      },
      refused: 'mirroring',
    },
    'POST /v1/users/{userId}/service-centers/copy': {
      async make() {
        const [source, receiver] = [await user(), await user()];
        await center([source]);
        const path = `/v1/users/${receiver.userId}/service-centers/copy`;
        const { fingerprint } = await asMaster('post', `${path}/preview`, { sourceId: source.userId });
        return { path, body: { sourceId: source.userId, fingerprint } };
      },
      refused: 'mirroring',
    },
    // Only masters of the root have it, and nobody is above them or outranks them.
    'PUT /v1/modules/{key}': {
      make: () => ({
        path: '/v1/modules/news',
        body: { name: 'News', adminOnly: false, position: 1, version: null },
      }),
      refused: 'not_operator',
    },
  };
}
