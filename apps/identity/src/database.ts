import { CreateMessagingTables1763800000000 } from '@tenantry/messaging';
import { CreateIdentityTables1763800100000 } from './migrations/create-identity-tables';
import { userSchema } from './users/user.schema';

/** In the order in which they run. */
export const migrations = [CreateMessagingTables1763800000000, CreateIdentityTables1763800100000];
export const entities = [userSchema];
