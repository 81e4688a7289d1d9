import type { TestService } from './service';
import { seesInLongForm } from './long-form';
import type { TestUser } from './world';
import type { World } from './worlds';

type Asked = { service: TestService; world: World; actor: TestUser; cookie: string };
type Told = { status: number; body: { code?: string; items?: { userId: string }[] } };

/** A center that there is not. */
const nowhere = '00000000-0000-4000-8000-000000000000';

/** What leaves the directory as a whole, and what one chooses people from, hold those whom the actor sees and nobody else. */
export async function holdsTheSeen(asked: Asked): Promise<void> {
  const { service, world, actor, cookie } = asked;
  const present = world.users.filter(
    (user) => user.status !== 'removed' && seesInLongForm(world, actor, user),
  );
  const ids = idsOf(present);

  const file = await service.get('/v1/directory/users/export?format=csv', cookie);
  if (file.status === 200) expect(exportedIds(file.text)).toEqual(ids);
  else expect(file.body).toMatchObject({ code: 'permission.missing' });

  const selected = await service.send('post', '/v1/selections', cookie).expect(200);
  const { selectionId, count } = selected.body as { selectionId: string; count: number };
  expect(count).toBe(ids.length);
  const [sent] = await service.database.query<{ ids: string[] }[]>(
    `select array(select jsonb_array_elements_text(command -> 'data' -> 'userIds') order by 1) as ids from outbox
     where command -> 'data' ->> 'selectionId' = $1`,
    [selectionId],
  );
  expect(sent?.ids ?? []).toEqual(ids);

  // The own organization and the last of the tree: all of them would be asked for too long.
  for (const { id } of [{ id: actor.organizationId }, ...world.organizations.slice(-1)]) {
    const there = present.filter(({ organizationId }) => organizationId === id);
    const administrators: Told = await service.get(`/v1/organizations/${id}/administrators`, cookie);
    if (administrators.status === 404) expect(there).toEqual([]);
    else expect(idsIn(administrators)).toEqual(idsOf(there.filter((user) => manages(world, user))));
    const operators: Told = await service.get(`/v1/organizations/${id}/chat-operators`, cookie);
    if (operators.status === 200)
      expect(idsIn(operators)).toEqual(idsOf(there.filter((user) => user.roleIds.includes('chat_operator'))));
    else expect(['permission.missing', 'organization.not_found']).toContain(operators.body.code);
  }
}

/**
 * One of the further commands on a user, in turn: who does not see them is told that they are not there, and who does is told
 * something else. Each is such that it changes nothing that sight depends on.
 */
export async function agreesInTurn(
  { service, actor, cookie }: Omit<Asked, 'world'>,
  { userId }: TestUser,
  o: { isSeen: boolean; turn: number },
): Promise<void> {
  const path = `/v1/users/${userId}`;
  const whole = { version: 1, owned: false, customerIds: null, entityIds: null };
  const limit = { maximum: 3, version: 999_999 };
  const copyOf = (sourceId: string) => ({ sourceId, fingerprint: 'none' });
  const own = `/v1/organizations/${actor.organizationId}/key-users`;
  const commands: (() => PromiseLike<Told>)[] = [
    () => service.send('put', `${path}/service-centers/${nowhere}`, cookie, whole),
    () => service.send('post', `${path}/service-centers/copy`, cookie, copyOf(actor.userId)),
    () => service.send('post', `/v1/users/${actor.userId}/service-centers/copy`, cookie, copyOf(userId)),
    () => service.send('put', `${path}/dialogue-limit`, cookie, limit),
    () => service.get(`${path}/dialogue-limit`, cookie),
    async () => {
      const { version } = (await service.get(own, cookie)).body as { version: number };
      return service.send('put', own, cookie, { version, userIds: [userId] });
    },
  ];
  const { status, body } = (await commands[o.turn % commands.length]?.()) ?? { status: 0, body: {} };
  // Who may not name key users at all is told so, whomever they name.
  if (o.turn % commands.length === commands.length - 1 && status === 403)
    expect(body).toMatchObject({ code: 'permission.missing' });
  else expect(body.code === 'user.not_found').toBe(!o.isSeen);
}

/** Active, and more than to look at users is theirs: as a master, by a role built in, or by one of their own. */
const manages = (world: World, user: TestUser): boolean =>
  user.status === 'active' &&
  (user.accountType === 'master' ||
    (user.accountType === 'privileged' &&
      user.roleIds.some(
        (id) =>
          ['company_administrator', 'user_administrator'].includes(id) ||
          world.roles.some(
            (role) =>
              role.id === id && role.permissions.some((one) => ['user.access', 'user.block'].includes(one)),
          ),
      )));

const idsOf = (users: readonly { userId: string }[]): string[] => users.map(({ userId }) => userId).sort();

const idsIn = ({ body }: Told): string[] => idsOf(body.items ?? []);

/** The ids in a file with commas, sorted: they stand in the last column. */
export const exportedIds = (csv: string): string[] =>
  csv
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.slice(line.lastIndexOf(',') + 1))
    .sort();
