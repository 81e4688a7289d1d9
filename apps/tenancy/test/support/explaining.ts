import type { Database } from '../../src/access/find-access';

type Node = {
  'Node Type': string;
  'Index Name'?: string;
  'Relation Name'?: string;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Node[];
};

/** How a statement was answered: the indexes taken, the pages read, and the tables that were read as a whole. */
export type Plan = { indexes: string[]; pages: number; whole: string[] };

const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];

/**
 * A database that answers as `database` does and keeps the plan of each statement, in the order in which they came.
 * @param database as the service or a person reads: the plan depends on it, see decision 0016
 */
export function explaining(database: Database): { database: Database; plans: Plan[] } {
  const plans: Plan[] = [];
  return {
    plans,
    database: {
      async query<T>(sql: string, values?: unknown[]): Promise<T> {
        const [explained] = await database.query<{ 'QUERY PLAN': [{ Plan: Node }] }[]>(
          `explain (analyze, buffers, format json) ${sql}`,
          values,
        );
        const plan = explained?.['QUERY PLAN'][0].Plan;
        if (!plan) throw new Error('explain answered nothing');
        const nodes = flat(plan);
        plans.push({
          indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
          pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
          whole: nodes.flatMap((node) =>
            node['Node Type'] === 'Seq Scan' ? (node['Relation Name'] ?? []) : [],
          ),
        });
        return database.query<T>(sql, values);
      },
    },
  };
}
