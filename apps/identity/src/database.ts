import {
  AddAuditIndexes1764620000000,
  AddDeadLetters1764510000000,
  AddSealChain1764600000000,
  CreateMessagingTables1763800000000,
} from '@tenantry/messaging';
import { CreateKeptAnswersTable1764200100000 } from '@tenantry/service-defaults';
import { AddFirstPasswordPolicy1764330000000 } from './migrations/add-first-password-policy';
import { AddInactivity1764360000000 } from './migrations/add-inactivity';
import { AddOneOffPasswords1764310000000 } from './migrations/add-one-off-passwords';
import { AddPasswords1764200000000 } from './migrations/add-passwords';
import { AddUserLife1764300000000 } from './migrations/add-user-life';
import { CountUnseenHolders1764350000000 } from './migrations/count-unseen-holders';
import { CreateBulkJobs1764320000000 } from './migrations/create-bulk-jobs';
import { CreateIdentityTables1763800100000 } from './migrations/create-identity-tables';
import { KeepFailedSignIns1764640000000 } from './migrations/keep-failed-sign-ins';
import { KeepJobSettings1764370000000 } from './migrations/keep-job-settings';
import { KeepJobCounts1764345000000 } from './migrations/keep-job-counts';
import { CreateEndedSessions1764240100000 } from './migrations/create-ended-sessions';
import { DropUserNameStem1764520000000 } from './migrations/drop-user-name-stem';
import { AddSupportEmail1764340000000 } from './migrations/add-support-email';
import { NumberHandOvers1764630000000 } from './migrations/number-hand-overs';
import { TellNewDevices1764660000000 } from './migrations/tell-new-devices';
import { userSchema } from './users/user.schema';

/** In the order in which they run. */
export const migrations = [
  CreateMessagingTables1763800000000,
  CreateIdentityTables1763800100000,
  AddPasswords1764200000000,
  CreateKeptAnswersTable1764200100000,
  CreateEndedSessions1764240100000,
  AddUserLife1764300000000,
  AddOneOffPasswords1764310000000,
  CreateBulkJobs1764320000000,
  AddFirstPasswordPolicy1764330000000,
  AddSupportEmail1764340000000,
  KeepJobCounts1764345000000,
  CountUnseenHolders1764350000000,
  AddInactivity1764360000000,
  KeepJobSettings1764370000000,
  AddDeadLetters1764510000000,
  DropUserNameStem1764520000000,
  AddSealChain1764600000000,
  AddAuditIndexes1764620000000,
  NumberHandOvers1764630000000,
  KeepFailedSignIns1764640000000,
  TellNewDevices1764660000000,
];
export const entities = [userSchema];
