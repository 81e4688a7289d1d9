import { randomUUID } from 'node:crypto';
import { changeRoleOfUser, type CommandDataOf, settleJobItem } from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import { connect } from 'amqplib';
import { type AccessWorld, accessWorld } from './support/access-world';
import { testBus, type TestBus } from './support/bus';
import { type TestService, testService } from './support/service';
import type { TestUser } from './support/world';

type Item = CommandDataOf<typeof changeRoleOfUser>;
type Answer = CommandDataOf<typeof settleJobItem>;

describe('a role that a job gives or takes', () => {
  let service: TestService;
  let bus: TestBus;
  let world: AccessWorld;
  let connection: Awaited<ReturnType<typeof connect>>;
  const answers: Answer[] = [];
  beforeAll(async () => {
    service = await testService();
    bus = await testBus(service);
    world = await accessWorld(service);
    connection = await connect(bus.brokerUrl);
    const channel = await connection.createChannel();
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, 'tenancy.events', settleJobItem.type);
    const take = (content: Buffer) => settleJobItem.schema.parse(JSON.parse(content.toString())).data;
    await channel.consume(queue, (delivery) => delivery && answers.push(take(delivery.content)), {
      noAck: true,
    });
  });
  afterAll(async () => {
    await connection.close();
    await bus.close();
    await service.close();
  });

  const jobId = randomUUID();
  let items = 0;
  /** What identity is answered about the user. */
  async function change(
    by: TestUser,
    user: { userId: string },
    roleId: string,
    rest: Partial<Item> = {},
  ): Promise<Pick<Answer, 'state' | 'problem'>> {
    const position = (items += 1);
    const item = { jobId, position, actorId: by.userId, onBehalfOfId: null, userId: user.userId, roleId };
    await bus.command(changeRoleOfUser, { ...item, change: 'add', ...rest });
    return eventually(
      () => {
        const answer = answers.find((one) => one.position === position);
        if (!answer) throw new Error('not answered yet');
        expect(answer.jobId).toBe(jobId);
        return { state: answer.state, problem: answer.problem };
      },
      { within: 10_000 },
    );
  }
  const rolesOf = async ({ userId }: TestUser) => {
    const rows = await world.query<{ roles: string[]; listed: string[] }>(
      `select a.role_ids as roles, d.role_ids as listed from access a join directory d using (user_id)
       where user_id = $1`,
      [userId],
    );
    return rows[0];
  };
  const done = { state: 'done', problem: null };
  const skipped = { state: 'skipped', problem: null };

  it('[L14] [A2] is given beside the others and taken again, each time with its event', async () => {
    const { master, standard } = world.people;
    const before = standard.roleIds;
    expect(await change(master, standard, 'chat_operator')).toEqual(done);
    const roles = [...before, 'chat_operator'];
    expect(await rolesOf(standard)).toEqual({ roles, listed: roles });
    expect(await change(master, standard, 'CHAT_OPERATOR')).toEqual(skipped);
    expect(await change(master, standard, 'chat_operator', { change: 'remove' })).toEqual(done);
    expect(await change(master, standard, 'chat_operator', { change: 'remove' })).toEqual(skipped);
    expect(await rolesOf(standard)).toEqual({ roles: before, listed: before });
    expect(await world.events(`access/${standard.userId}`)).toMatchObject([
      {
        type: 'tenancy.access.changed.v1',
        version: 2,
        actor: `user/${master.userId}`,
        data: { roleIds: roles },
      },
      { type: 'tenancy.access.changed.v1', version: 3, data: { roleIds: before } },
    ]);
  });

  it('[L14] [A2] is refused to each as a change of that access alone would be, and nothing changes', async () => {
    const { master, administrator, auditor, standard, stranger, operator, secondMaster } = world.people;
    const powerful = await world.role(world.company.id, ['organization.manage']);
    const elsewhere = await world.role(world.other.id, ['user.view']);
    await world.query(`update access set status = 'removed' where user_id = $1`, [secondMaster.userId]);
    const before = await world.everything();
    const refused = async (...asked: Parameters<typeof change>) => (await change(...asked)).problem;

    expect(await refused(auditor, standard, 'chat_operator')).toBe('permission.missing');
    expect(await refused(master, stranger, 'chat_operator')).toBe('user.not_found');
    expect(await refused(master, { userId: randomUUID() }, 'chat_operator')).toBe('user.not_found');
    expect(await refused(master, master, 'chat_operator')).toBe('user.self');
    expect(await refused(master, standard, elsewhere)).toBe('grant.not_allowed');
    expect(await refused(master, standard, 'no_such_role')).toBe('grant.not_allowed');
    // Nobody gives what they do not have, nor a role to whom it is not for.
    expect(await refused(administrator, auditor, powerful)).toBe('grant.not_allowed');
    expect(await refused(master, standard, powerful)).toBe('grant.not_allowed');
    expect(await refused(operator, secondMaster, 'chat_operator')).not.toBeNull();
    expect(await refused(operator, standard, 'chat_operator', { onBehalfOfId: master.userId })).toBe(
      'mirroring.not_allowed',
    );
    expect(await world.everything()).toEqual(before);
  });

  it('[L14] answers the attempt that it was asked for, and one that names none without', async () => {
    const { master, standard } = world.people;
    await change(master, standard, 'chat_operator', { attempt: 3 });
    await change(master, standard, 'chat_operator', { change: 'remove' });
    expect(answers.slice(-2).map(({ attempt }) => attempt)).toEqual([3, undefined]);
  });

  it('[L14] is given by nobody who is out of service by then', async () => {
    const { manager, standard } = world.people;
    await world.query(`update access set status = 'blocked' where user_id = $1`, [manager.userId]);
    expect(await change(manager, standard, 'chat_operator')).toMatchObject({ state: 'failed' });
    expect((await rolesOf(standard))?.roles).toEqual(standard.roleIds);
  });
});
