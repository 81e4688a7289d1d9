import type { UserState } from '@tenantry/domain';
import { EntitySchema } from 'typeorm';

/** How a user's state lies in the table `users`. */
export const userSchema = new EntitySchema<UserState>({
  name: 'user',
  tableName: 'users',
  columns: {
    id: { type: 'uuid', primary: true },
    organizationId: { type: 'uuid', name: 'organization_id' },
    userName: { type: 'text', name: 'user_name' },
    userNameNormalised: { type: 'text', name: 'user_name_normalised' },
    email: { type: 'text' },
    emailNormalised: { type: 'text', name: 'email_normalised' },
    firstName: { type: 'text', name: 'first_name', nullable: true },
    middleName: { type: 'text', name: 'middle_name', nullable: true },
    lastName: { type: 'text', name: 'last_name', nullable: true },
    language: { type: 'text' },
    origin: { type: 'text' },
    status: { type: 'text' },
    invitationExpiresAt: { type: 'timestamptz', name: 'invitation_expires_at', nullable: true },
    invitationExpiredAt: { type: 'timestamptz', name: 'invitation_expired_at', nullable: true },
    blockedReason: { type: 'text', name: 'blocked_reason', nullable: true },
    blockedAt: { type: 'timestamptz', name: 'blocked_at', nullable: true },
    inactiveCause: { type: 'text', name: 'inactive_cause', nullable: true },
    inactiveReason: { type: 'text', name: 'inactive_reason', nullable: true },
    inactiveAt: { type: 'timestamptz', name: 'inactive_at', nullable: true },
    reactivatedAt: { type: 'timestamptz', name: 'reactivated_at', nullable: true },
    removedAt: { type: 'timestamptz', name: 'removed_at', nullable: true },
    epoch: { type: 'int' },
    epochRaisedAt: { type: 'timestamptz', name: 'epoch_raised_at', nullable: true },
    idleSeconds: { type: 'int', name: 'idle_seconds' },
    idleSecondsOverride: { type: 'int', name: 'idle_seconds_override', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    lastSignInAt: { type: 'timestamptz', name: 'last_sign_in_at', nullable: true },
    profileRevision: { type: 'int', name: 'profile_revision' },
    version: { type: 'int' },
  },
});
