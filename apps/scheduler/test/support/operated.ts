import { randomUUID } from 'node:crypto';
import type { Decision } from '@tenantry/contracts';
import { connectPoke, transactions } from '@tenantry/messaging';
import { freshDatabase, silentLogger, testEnvironment } from '@tenantry/testing';
import { migrations } from '../../src/database';
import { schedulerApi } from './api';

const refused: Decision = { allowed: false, rule: 'not_operator', mend: 'ask_operator', visible: true };

/** The scheduler's API with a database of its own, and one who operates the installation. */
export async function operatedScheduler() {
  const operatorId = randomUUID();
  const database = await freshDatabase('scheduler', migrations);
  const { dataSource } = database;
  const poke = await connectPoke(testEnvironment().redisUrl, silentLogger);
  const transact = transactions(dataSource, poke, 'scheduler');
  const decide = (actorId: string): Decision => (actorId === operatorId ? { allowed: true } : refused);
  const api = await schedulerApi({ database: dataSource, transact, decide });
  return {
    api,
    dataSource,
    operator: await api.signIn(operatorId),
    query: <T>(sql: string) => dataSource.query<T[]>(sql),
    async close() {
      await api.close();
      await poke.close();
      await database.drop();
    },
  };
}
