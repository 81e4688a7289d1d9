import { tenancyOpenApi } from '../src/openapi';
import { type AccessWorld, accessWorld } from './support/access-world';
import { type Method, mirroredCommands, refusals } from './support/mirrored-commands';
import { type TestService, testService } from './support/service';

describe('every command of tenancy while somebody is mirrored', () => {
  const at = {} as { service: TestService; world: AccessWorld };
  const outcomes = mirroredCommands(at);
  let acting: string;
  beforeAll(async () => {
    at.service = await testService();
    at.world = await accessWorld(at.service);
    const { operator, master } = at.world.people;
    acting = await at.service.mirror(operator, master);
  });
  afterAll(() => at.service.close());

  /** Asked with a body, and nothing is written. */
  const onlyRead = ['POST /v1/users/{userId}/service-centers/copy/preview'];

  const methodOf = (command: string) => command.split(' ')[0]?.toLowerCase() as Method;
  const writtenSince = async (since: string) =>
    at.world.query<{ type: string; actor: string; onBehalfOf: string | null }>(
      `select type, actor, on_behalf_of as "onBehalfOf" from event_log where id > $1 order by id`,
      [since],
    );
  const lastEvent = async () => {
    const [row] = await at.world.query<{ last: string }>(
      `select coalesce(max(id), 0) as last from event_log`,
    );
    return row?.last ?? '0';
  };

  it('[A11] knows every command of tenancy that there is', () => {
    const commands = Object.entries(tenancyOpenApi().paths ?? {})
      .filter(([path]) => path.startsWith('/v1/'))
      .flatMap(([path, methods]) =>
        Object.keys(methods)
          .filter((method) => method !== 'get')
          .map((method) => `${method.toUpperCase()} ${path}`),
      );
    expect(commands.sort()).toEqual([...Object.keys(outcomes), ...onlyRead].sort());
  });

  it.each(Object.entries(outcomes))(
    '[A11] writes both names or is refused while somebody is mirrored: %s',
    async (command, outcome) => {
      const { path, body } = await outcome.make();
      const [before, last] = [await at.world.everything(), await lastEvent()];
      const answer = await at.service.send(methodOf(command), path, acting, body);
      const written = await writtenSince(last);
      if ('refused' in outcome) {
        expect([answer.status, answer.body]).toMatchObject([403, refusals[outcome.refused]]);
        expect(written).toEqual([]);
        expect(await at.world.everything()).toEqual(before);
        return;
      }
      expect([answer.status, answer.body]).toEqual([expect.any(Number), expect.anything()]);
      expect(answer.status).toBeLessThan(300);
      const { operator, master } = at.world.people;
      const names = { actor: `user/${operator.userId}`, onBehalfOf: `user/${master.userId}` };
      expect(written).toEqual(outcome.writes.map((type) => ({ type, ...names })));
    },
  );

  it('[A11] is done under one’s own name alone when one has stopped', async () => {
    const last = await lastEvent();
    const { company, people } = at.world;
    const renamed = { version: 1, name: 'Nordlicht GmbH' };
    const answer = await at.world.send(people.operator, 'patch', `/v1/organizations/${company.id}`, renamed);
    expect(answer.status).toBe(200);
    expect(await writtenSince(last)).toMatchObject([
      { actor: `user/${people.operator.userId}`, onBehalfOf: null },
    ]);
  });
});
