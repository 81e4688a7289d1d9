import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { eventually, freshDatabase, tcpProxy, testVhost } from '../src';
import { connect } from 'amqplib';

describe('eventually', () => {
  it('gives the first result that does not throw, and the last error when time is over', async () => {
    let tries = 0;
    const third = () => {
      tries += 1;
      if (tries < 3) throw new Error(`try ${tries}`);
      return tries;
    };
    expect(await eventually(third, { every: 1 })).toBe(3);
    tries = -1000;
    await expect(eventually(third, { within: 20, every: 1 })).rejects.toThrow('try -');
  });
});

describe('a fresh database', () => {
  it('lets the running role use what the owner makes, and change no tables', async () => {
    const database = await freshDatabase('gamma');
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('create table note (id int generated always as identity, text text)');
    await owner.end();
    await database.dataSource.query(`insert into note (text) values ('kept')`);
    expect(await database.dataSource.query('select id, text from note')).toEqual([{ id: 1, text: 'kept' }]);
    await expect(database.dataSource.query('drop table note')).rejects.toThrow('must be owner');
    await database.drop();
    await expect(new Client({ connectionString: database.runtimeUrl }).connect()).rejects.toThrow(
      'does not exist',
    );
  });
});

describe('a test’s virtual host', () => {
  it('is empty each time', async () => {
    const connection = await connect(await testVhost());
    const channel = await connection.createChannel();
    await channel.assertQueue('gamma.inbox', { durable: true });
    await channel.close();
    await testVhost();
    const again = await connection.createChannel();
    again.on('error', () => undefined);
    await expect(again.checkQueue('gamma.inbox')).rejects.toThrow('NOT_FOUND');
    await connection.close();
  });
});

describe('the failing proxy', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer((_, response) => response.end('passed'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('passes, refuses, freezes and passes again', async () => {
    const proxy = await tcpProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const headers = { connection: 'close' };
    const ask = async () => (await fetch(proxy.url, { headers })).text();
    expect(await ask()).toBe('passed');
    proxy.cut();
    await expect(ask()).rejects.toThrow('fetch failed');
    proxy.freeze();
    const frozen = ask();
    await eventually(() => expect(proxy.connections()).toBe(3));
    proxy.resume();
    expect(await frozen).toBe('passed');
    await proxy.close();
  });
});
