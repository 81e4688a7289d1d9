import { randomUUID } from 'node:crypto';
import { importsOf, problemsOf } from './support/imports';
import { newAddress, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { allowed } from './support/tenancy';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity({ jobs: true });
  master = await openAccount(identity);
});
afterAll(() => identity.close());

const { asking, request, preview, begin, imported } = importsOf(
  () => identity,
  () => master,
);

describe('roles and modules in an import', () => {
  it('[L14] [A2] [A3] names roles and modules, says which may not be given and why, and gives the others', async () => {
    const night = randomUUID();
    const refused = { allowed: false, visible: true } as const;
    identity.tenancy.decide((question) => {
      if (question.about !== 'grant') return allowed;
      const { name, kind, accountType, builtIn } = question;
      const id = builtIn ?? { 'night shift': night, statistics: 'statistics', Pricing: 'pricing' }[name];
      if (id === undefined)
        return { ...refused, rule: 'not_of_organization', mend: 'choose_from_organization' };
      if (kind === 'module' && accountType === 'standard' && id === 'pricing')
        return { ...refused, id, rule: 'module_for_administrators', mend: 'raise_account_type' };
      return { allowed: true, id };
    });
    const [cleo, noa, ivan, ben] = [
      newAddress('cleo'),
      newAddress('noa'),
      newAddress('ivan'),
      newAddress('ben'),
    ];
    const file = [
      'E-mail,First name,Last name,Account type,Roles,Modules',
      `${cleo},A,B,user,Chat-Operator | night shift |night shift,statistics`,
      `${noa},A,B,user,"Оператор чата;Nobody's",Pricing`,
      `${ivan},A,B,admin,,Pricing`,
      `${ben},A,B,admin,,`,
    ].join('\n');
    const answer = await preview(file);
    expect(answer.columns.map(({ column }) => column).slice(-2)).toEqual(['roles', 'modules']);
    expect(problemsOf(answer)).toEqual([[2], [3, 'import.role_unknown', 'grant.not_allowed'], [4], [5]]);
    expect(answer.lines[0]?.grants).toEqual([
      { column: 'roles', name: 'Chat-Operator', refusal: null },
      { column: 'roles', name: 'night shift', refusal: null },
      { column: 'modules', name: 'statistics', refusal: null },
    ]);
    expect(answer.lines[1]?.grants.map(({ refusal }) => refusal)).toEqual([
      null,
      { code: 'import.role_unknown', rule: null, mend: null },
      { code: 'grant.not_allowed', rule: 'module_for_administrators', mend: 'raise_account_type' },
    ]);

    const { items: results } = await imported(file);
    expect(results.map(({ state, problem }) => [state, problem])).toEqual([
      ['done', null],
      ['failed', 'import.role_unknown'],
      ['done', null],
      ['done', null],
    ]);
    const granted = async (userId: string | null | undefined) =>
      (
        await identity.database.query<{ data: object }[]>(
          `select data from event_log where subject = 'user/' || $1 and version = 1`,
          [userId],
        )
      )[0]?.data;
    expect(await granted(results[0]?.userId)).toMatchObject({
      accountType: 'standard',
      roleIds: ['chat_operator', night],
      modules: ['statistics'],
    });
    const ofIvan = await granted(results[2]?.userId);
    expect(ofIvan).toMatchObject({ accountType: 'privileged', modules: ['pricing'] });
    // A column that names nothing leaves the usual.
    expect(ofIvan).not.toHaveProperty('roleIds');
    expect(await granted(results[3]?.userId)).not.toHaveProperty('modules');
  });

  it('[L14] cuts what is longer than any name, and no character in half', async () => {
    identity.tenancy.decide(() => allowed);
    const beginning = 'x'.repeat(199);
    const answer = await preview(
      [
        'E-mail,First name,Last name,Roles,Modules',
        `${newAddress()},A,B,${beginning}\u{1F600}\u{1F600},${beginning}yz`,
      ].join('\n'),
    );
    expect(answer.lines[0]?.grants.map(({ name }) => name)).toEqual([beginning, `${beginning}y`]);
  });

  it('[L14] refuses a file that names more than 1,000', async () => {
    const lines = Array.from({ length: 21 }, (_, line) => {
      const roles = Array.from({ length: 50 }, (_, at) => `role ${line * 50 + at}`);
      return `${newAddress()},A,B,${roles.join('|')}`;
    });
    const file = ['E-mail,First name,Last name,Roles', ...lines].join('\n');
    const answers = [await asking().post('/v1/imports/preview', request(file)), await begin(file)];
    for (const { status, body } of answers)
      expect([status, body]).toMatchObject([422, { code: 'import.too_many_names', limit: 1000 }]);
  });

  it('[L14] asks nothing of roles where nobody can be created, and takes no line with more than a user may have', async () => {
    identity.tenancy.decide((question) =>
      question.about === 'organization' && question.accountType === 'master'
        ? { allowed: false, rule: 'grant_above_own_rank', mend: 'grant_lower_account_type', visible: true }
        : allowed,
    );
    const many = Array.from({ length: 51 }, (_, at) => `role ${at}`).join('|');
    const answer = await preview(
      [
        'E-mail,First name,Last name,Account type,Roles',
        `${newAddress()},A,B,master,Auditor`,
        `${newAddress()},A,B,user,${many}`,
      ].join('\n'),
    );
    expect(problemsOf(answer)[0]).toEqual([2, 'grant.not_allowed']);
    expect(answer.lines[0]?.grants).toEqual([]);
    expect(problemsOf(answer)[1]).toContain('import.too_many_grants');
  });
});
