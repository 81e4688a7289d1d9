import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'csv-parse/sync';
import { Workbook } from 'exceljs';
import { eventually } from '@tenantry/testing';
import { type Answer, type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld } from './support/world';

type Exported = { facts: Record<string, unknown>; personal: { q: string | null } };

describe('exporting the directory', () => {
  const root = anOrganization(null, 'Velaria');
  const [own, foreign] = [anOrganization(root, 'Müller & Söhne'), anOrganization(root, 'Foreign')];
  const below = anOrganization(own, 'Кафе');
  const master = aUser(own, 'master', { userName: 'master', lastName: 'Zz' });
  const auditor = aUser(own, 'privileged', { userName: 'auditor', roleIds: ['auditor'] });
  const people = [
    aUser(own, 'standard', {
      ...{ userName: 'evil', firstName: '=cmd()', lastName: '+49 30', lastSignInOn: '2026-05-02' },
      createdAt: new Date('2026-01-02T03:04:05.678Z'),
    }),
    aUser(own, 'standard', { userName: 'quoted', firstName: 'Ana "la; Grande"', lastName: 'Ruíz,\nPaz' }),
    aUser(below, 'standard', { userName: 'deeper', firstName: 'Фёдор', status: 'blocked' }),
  ];
  const stranger = aUser(foreign, 'standard', { userName: 'stranger' });
  let service: TestService;
  let cookie: string;
  beforeAll(async () => {
    service = await testService();
    const users = [master, auditor, stranger, ...people];
    await insertWorld(service.database, { organizations: [root, own, foreign, below], users });
    cookie = await service.signIn(master);
  });
  afterAll(() => service.close());

  const ask = (query: string, as = cookie) =>
    service
      .get(`/v1/directory/users/export?${query}`, as)
      .buffer(true)
      .parse((res, done) => {
        const pieces: Buffer[] = [];
        res
          .on('data', (piece: Buffer) => pieces.push(piece))
          .on('end', () => done(null, Buffer.concat(pieces)));
      });
  const textOf = async (query: string) => ((await ask(query).expect(200)).body as Buffer).toString('utf8');
  const history = async (organizationId = own.id): Promise<Exported[]> => {
    const { body } = (await service.get(`/v1/organizations/${organizationId}/history`, cookie)) as Answer;
    return (body as { items: (Exported & { type: string })[] }).items.filter(
      ({ type }) => type === 'tenancy.directory.exported.v1',
    );
  };

  it('[L12] is a CSV that spreadsheets read: mark, CRLF, delimiter, titles in the language of who asks', async () => {
    for (const [delimiter, sign] of [
      ['comma', ','],
      ['semicolon', ';'],
      ['tab', '\t'],
    ] as const) {
      const text = await textOf(`format=csv&delimiter=${delimiter}&language=de`);
      expect(text.startsWith('\uFEFFBenutzername' + sign)).toBe(true);
      expect(text.endsWith('\r\n')).toBe(true);
      const rows = parse<Record<string, string>>(text, {
        bom: true,
        delimiter: sign,
        record_delimiter: '\r\n',
        columns: true,
      });
      expect(rows.map((row) => row['Benutzername']).sort()).toEqual([
        'auditor',
        'deeper',
        'evil',
        'master',
        'quoted',
      ]);
      expect(rows.find((row) => row['Benutzername'] === 'quoted')).toMatchObject({
        Vorname: 'Ana "la; Grande"',
        Nachname: 'Ruíz,\nPaz',
      });
    }
  });

  it('[L12] holds no formula, and days and times in ISO 8601', async () => {
    const [row] = parse<Record<string, string>>(await textOf('q=evil'), { bom: true, columns: true });
    expect(row).toMatchObject({
      'First name': "'=cmd()",
      'Last name': "'+49 30",
      'Last sign-in': '2026-05-02',
      Created: '2026-01-02T03:04:05.678Z',
    });
  });

  it('[L12] is a workbook with the same rows, in which a formula is a text', async () => {
    const answer = await ask('format=xlsx&language=ru&sort=-name');
    expect(answer.headers['content-type']).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    const book = new Workbook();
    await book.xlsx.load(answer.body as ArrayBuffer);
    const [sheet] = book.worksheets;
    expect(sheet?.name).toBe('Müller & Söhne');
    const column = (at: number) => (sheet?.getColumn(at).values ?? []).slice(1);
    expect(column(1)).toEqual(['Имя пользователя', 'deeper', 'master', 'quoted', 'auditor', 'evil']);
    expect(column(2)).toContain('=cmd()');
  });

  it('[L12] has only the titles where nobody matches', async () => {
    const text = await textOf('q=nobodyhasthis');
    expect(text).toMatch(/^\uFEFFUser name,.*\r\n$/);
    expect((await ask('format=xlsx&q=nobodyhasthis').expect(200)).body).toHaveProperty('length');
  });

  it('[L12] is named after the organization and the day', async () => {
    const day = new Date().toISOString().slice(0, 10);
    const disposition = async (query: string) =>
      decodeURIComponent(String((await ask(query).expect(200)).headers['content-disposition']));
    expect(await disposition('format=csv')).toContain(`users_Müller-Söhne_${day}.csv`);
    expect(await disposition(`format=xlsx&organizationId=${below.id}`)).toContain(`users_Кафе_${day}.xlsx`);
  });

  it('[L12] [B7] shows in the history of the organization: who, how many, which filter, what was searched apart', async () => {
    const before = (await history()).length;
    await textOf('status=active&createdSince=2026-01-01&q=evil&delimiter=semicolon');
    const [latest, ...others] = await history();
    expect(others).toHaveLength(before);
    expect(latest).toMatchObject({
      actor: { id: master.userId },
      facts: {
        ...{ organizationId: own.id, format: 'csv', rows: 1, complete: true },
        filter: { status: ['active'], createdSince: '2026-01-01' },
      },
      personal: { q: 'evil' },
    });
    expect(JSON.stringify(latest?.facts)).not.toContain('evil');
    // The organization itself has not changed.
    const { body } = (await service.get(`/v1/organizations/${own.id}`, cookie)) as Answer;
    expect(body).toMatchObject({ version: 1 });
    await textOf(`organizationId=${below.id}`);
    expect((await history(below.id))[0]).toMatchObject({ facts: { rows: 1 } });
  });

  it('[L12] needs the permission, a place in sight, and oneself', async () => {
    const code = async (query: string, as = cookie) =>
      (JSON.parse(((await ask(query, as)).body as Buffer).toString()) as { code: string }).code;
    const looking = aUser(own, 'privileged', { roleIds: [] });
    await insertWorld(service.database, { users: [looking] });
    expect(await code('', await service.signIn(looking))).toBe('permission.missing');
    await ask('', await service.signIn(auditor)).expect(200);
    expect(await code('', await service.signIn(people[0] ?? master))).toBe('permission.missing');
    expect(await code(`organizationId=${foreign.id}`)).toBe('organization.not_found');
    expect(await code('serviceCenterId=00000000-0000-4000-8000-000000000000')).toBe(
      'service_center.not_found',
    );
    expect(await code('format=pdf')).toBe('request.invalid');
    expect(await code('cursor=x')).toBe('request.invalid');
    const operator = aUser(root, 'master');
    await insertWorld(service.database, { users: [operator] });
    expect(await code('', await service.mirror(operator, master))).toBe('mirroring.not_allowed');
  });

  describe('of many users', () => {
    const many = 10_000;
    const crowd = anOrganization(root, 'Crowd');
    const head = aUser(crowd, 'master');
    let theirs: string;
    let port: number;
    let close: () => Promise<void>;
    beforeAll(async () => {
      await insertWorld(service.database, { organizations: [crowd], users: [head] });
      // Three kilobytes each, so that all of them do not fit between the two ends of a connection.
      for (let from = 1; from < many; from += 1000)
        await service.database.query(
          `insert into directory (user_id, organization_id, path, rank, user_name, email, status, blocked_reason, created_at,
             version, search, sort_name)
           select gen_random_uuid(), $1, $2, 0, 'mass', 'mass@example.com', 'blocked', repeat('x', 3000), now(),
             1, ' mass ', 'mass' from generate_series(1, 1000)`,
          [crowd.id, crowd.path],
        );
      theirs = await service.signIn(head);
      const server = service.app.listen(0, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
      close = async () => {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      };
    });
    afterAll(() => close());

    /** An answer that nobody reads from until they do. */
    const begin = async (query: string) => {
      const asked = get({ port, path: `/v1/directory/users/export?${query}`, headers: { cookie: theirs } });
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      answer.on('error', () => undefined);
      return { asked, answer };
    };
    const recorded = (complete: boolean) =>
      service.database.query<{ rows: number }[]>(
        `select (data->>'rows')::int as rows from event_log
         where subject = $1 and (data->>'complete')::boolean = $2 order by id desc`,
        [`directory/${crowd.id}`, complete],
      );

    it.each(['csv', 'xlsx'])('[L12] every one is in it: %s', async (format) => {
      const { answer } = await begin(`format=${format}`);
      const pieces: Buffer[] = [];
      for await (const piece of answer) pieces.push(piece as Buffer);
      expect((await recorded(true))[0]?.rows).toBe(many + 1);
      if (format === 'xlsx') {
        const book = new Workbook();
        await book.xlsx.load(Buffer.concat(pieces) as unknown as ArrayBuffer);
        expect(book.worksheets[0]?.rowCount).toBe(many + 2);
      } else expect(Buffer.concat(pieces).toString().split('\r\n')).toHaveLength(many + 3);
    });

    it('[L12] whoever goes away stops the reading', async () => {
      const before = (await recorded(false)).length;
      const { asked } = await begin('format=csv');
      asked.destroy();
      const [latest] = await eventually(async () => {
        const rows = await recorded(false);
        expect(rows).toHaveLength(before + 1);
        return rows;
      });
      // What fits between the two ends of a connection was taken, not all of it.
      expect(latest?.rows).toBeLessThan(many);
    });

    it('[L12] a right that is taken away ends it, and what came does not look whole', async () => {
      const before = (await recorded(false)).length;
      const { answer } = await begin('format=csv');
      await service.database.query(
        `update access set account_type = 'standard', role_ids = '{}' where user_id = $1`,
        [head.userId],
      );
      answer.resume();
      await expect(once(answer, 'end')).rejects.toThrow('aborted');
      expect(await recorded(false)).toHaveLength(before + 1);
      await service.database.query(`update access set account_type = 'master' where user_id = $1`, [
        head.userId,
      ]);
    });
  });
});
