import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
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

class CreateNotes1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table event_log (type text)');
  }
  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}

describe('databases with the same migrations', () => {
  it('hold nothing of each other, and their history is only added to', async () => {
    const [one, two] = await Promise.all(
      ['gamma', 'gamma'].map((service) => freshDatabase(service, [CreateNotes1700000000001])),
    );
    if (!one || !two) throw new Error('there are not two');
    await one.dataSource.query(`insert into event_log values ('a')`);
    expect(await two.dataSource.query('select * from event_log')).toEqual([]);
    await expect(one.dataSource.query('delete from event_log')).rejects.toThrow('permission denied');
    await expect(one.dataSource.query('delete from migrations')).rejects.toThrow('permission denied');
    await Promise.all([one.drop(), two.drop()]);
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
