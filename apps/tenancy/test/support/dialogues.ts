import type { AccessWorld } from './access-world';
import { aUser, insertWorld, type TestOrganization, type TestUser } from './world';
import type { TestService } from './service';

/** An answer of tenancy. */
export type Answered = { status: number; body: Record<string, unknown> };

/** What tests of dialogues do over and over. */
export const dialoguesOf = (service: TestService, world: AccessWorld) => {
  const pathOf = ({ id }: TestOrganization) => `/v1/organizations/${id}/dialogues`;
  const limitOf = ({ userId }: TestUser) => `/v1/users/${userId}/dialogue-limit`;
  return {
    pathOf,
    limitOf,
    /** A chat operator with this maximum; online, unless it is said otherwise. */
    async operator(
      maximum: number,
      { online = true, organization = world.company, ...user }: OperatorOptions = {},
    ): Promise<TestUser> {
      const operator = aUser(organization, 'standard', { roleIds: ['chat_operator'], ...user });
      await insertWorld(service.database, { users: [operator] });
      if (maximum > 0)
        await world.send(world.people.master, 'put', limitOf(operator), { maximum, version: 0 });
      // Whoever asks for anything is online.
      if (online) await world.get(operator, '/v1/me');
      return operator;
    },
    deal: (who: TestUser, organization = world.company, body: object = {}): Promise<Answered> =>
      world.send(who, 'post', pathOf(organization), body),
    /** How many dialogues each of these has open. */
    openOf: async (...operators: TestUser[]): Promise<number[]> => {
      const rows = await world.query<{ userId: string; open: number }>(
        `select user_id as "userId", open from dialogue_operators`,
      );
      return operators.map(({ userId }) => rows.find((row) => row.userId === userId)?.open ?? 0);
    },
  };
};
type OperatorOptions = { online?: boolean; organization?: TestOrganization } & Parameters<typeof aUser>[2];
