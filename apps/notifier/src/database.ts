import {
  AddAuditIndexes1764620000000,
  AddDeadLetters1764510000000,
  AddRetention1764700000000,
  AddSealChain1764600000000,
  CreateMessagingTables1763800000000,
} from '@tenantry/messaging';
import { AddKeyUsers1764200200000 } from './migrations/add-key-users';
import { CreateMails1763800100000 } from './migrations/create-mails';
import { KeepMailsForATime1764710000000 } from './migrations/keep-mails-for-a-time';
import { PaceMails1764720000000 } from './migrations/pace-mails';
import { MarkRefusedAddresses1764730000000 } from './migrations/mark-refused-addresses';

/** In the order in which they run. */
export const migrations = [
  CreateMessagingTables1763800000000,
  CreateMails1763800100000,
  AddKeyUsers1764200200000,
  AddDeadLetters1764510000000,
  AddSealChain1764600000000,
  AddAuditIndexes1764620000000,
  AddRetention1764700000000,
  KeepMailsForATime1764710000000,
  PaceMails1764720000000,
  MarkRefusedAddresses1764730000000,
];
