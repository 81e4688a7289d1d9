import { AddAuditIndexes1764620000000 } from './audit/add-audit-indexes';
import { AddDeadLetters1764510000000 } from './dead-letters/add-dead-letters';
import { CreateMessagingTables1763800000000 } from './schema';
import { AddSealChain1764600000000 } from './seal-chain/add-seal-chain';

/** All tables of messaging, for a database that has no others; a service lists them among its own migrations. */
export const messagingMigrations = [
  CreateMessagingTables1763800000000,
  AddDeadLetters1764510000000,
  AddSealChain1764600000000,
  AddAuditIndexes1764620000000,
];
