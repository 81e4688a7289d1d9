import { CreateMessagingTables1763800000000 } from '@tenantry/messaging';
import { CreateJobs1763800200000 } from './migrations/create-jobs';

/** In the order in which they run. */
export const migrations = [CreateMessagingTables1763800000000, CreateJobs1763800200000];
