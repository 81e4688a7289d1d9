import { Client } from 'pg';
import { freshDatabase, keepDatabase } from '../src';
import { expectationsOf, gapsOf } from '../src/matrix/expectations';
import { operationsOf } from '../src/matrix/operations';

describe('the table of a matrix', () => {
  const head = 'nobody master foreign route';

  it('tells what each route answers everybody', () => {
    const { actors, byRoute } = expectationsOf(`\n ${head}\n 401 204 404 DELETE /v1/things/{thingId}\n`);
    expect(actors).toEqual(['nobody', 'master']);
    expect([...byRoute]).toEqual([
      ['DELETE /v1/things/{thingId}', { actors: { nobody: 401, master: 204 }, foreign: 404 }],
    ]);
  });

  it.each([
    ['a status that is missing', `${head}\n401 404 GET /v1/things`],
    ['a status that is none', `${head}\n401 ok - GET /v1/things`],
    ['an actor who is nobody’s stranger', `${head}\n401 - 404 GET /v1/things`],
    ['a route that is none', `${head}\n401 200 - things`],
    ['a route that is there twice', `${head}\n401 200 - GET /v1/things\n401 200 - GET /v1/things`],
    ['another first line', '401 200 - GET /v1/things'],
  ])('refuses %s', (_what, table) => expect(() => expectationsOf(table)).toThrow());

  it('has to have a line for each route of the document, and no other, and none that proves nothing', () => {
    const document = { paths: { '/v1/things': { get: {}, post: {} }, '/v1/jobs': { get: {} } } };
    const { byRoute } = expectationsOf(`${head}
      401 200 - GET /v1/things
      401 404 - GET /v1/jobs
      401 200 - PUT /v1/things`);
    expect(gapsOf(operationsOf(document, { naming: [], samples: {} }), byRoute)).toEqual([
      'POST /v1/things: has no line in the table',
      'GET /v1/jobs: nobody can ask it, which proves nothing',
      'PUT /v1/things: is not in the document',
    ]);
  });
});

describe('a database that is kept', () => {
  it('is put back whole, whatever refers to what, and any change is seen', async () => {
    const fresh = await freshDatabase('gamma');
    const owner = new Client({ connectionString: fresh.ownerUrl });
    await owner.connect();
    await owner.query(`
      create table shelf (id int primary key, above int references shelf);
      create table box (id int generated always as identity primary key, shelf int references shelf, double int generated always as (shelf * 2) stored);
      insert into shelf values (1, null), (2, 1);
      insert into box (shelf) values (2), (1)`);
    const database = await keepDatabase(fresh.ownerUrl);
    await database.remember();
    const before = await database.everything();
    for (const change of ['update box set shelf = 1', 'delete from box', 'insert into shelf values (3, 2)']) {
      await owner.query(change);
      expect(await database.everything()).not.toEqual(before);
      await database.restore();
      expect(await database.everything()).toEqual(before);
    }
    await database.close();
    await owner.end();
    await fresh.drop();
  });
});
