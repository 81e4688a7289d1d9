import {
  AddAuditIndexes1764620000000,
  AddDeadLetters1764510000000,
  AddRetention1764700000000,
  AddSealChain1764600000000,
  CreateMessagingTables1763800000000,
} from '@tenantry/messaging';
import { CreateJobs1763800200000 } from './migrations/create-jobs';
import { KeepRunsForATime1764710000000 } from './migrations/keep-runs-for-a-time';
import { KeepSealHeads1764610000000 } from './migrations/keep-seal-heads';
import { PauseJobs1764370000000 } from './migrations/pause-jobs';

/** In the order in which they run. */
export const migrations = [
  CreateMessagingTables1763800000000,
  CreateJobs1763800200000,
  PauseJobs1764370000000,
  AddDeadLetters1764510000000,
  AddSealChain1764600000000,
  KeepSealHeads1764610000000,
  AddAuditIndexes1764620000000,
  AddRetention1764700000000,
  KeepRunsForATime1764710000000,
];
