import type { historyPageSchema, historyQuerySchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import { listHistory } from '@tenantry/messaging';
import { historyPage, peopleIn } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { visibleNames } from '../directory/visible-names';

/**
 * What happened to these subjects, newest first: who, when and what. People whom the actor does not see have no name in it.
 * Whether the actor may read it at all is for the caller to decide.
 * @throws {Problem} `request.invalid` for what is no cursor
 */
export const listVisibleHistory = (
  manager: EntityManager,
  actor: Actor,
  subjects: readonly string[],
  query: z.infer<typeof historyQuerySchema>,
): Promise<z.infer<typeof historyPageSchema>> =>
  historyPage(
    query,
    (page) => listHistory(manager, subjects, page),
    (rows) => visibleNames(manager, actor, peopleIn(rows)),
  );
