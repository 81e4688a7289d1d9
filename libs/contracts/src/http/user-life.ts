import { z } from 'zod';
import { languageSchema } from '../values';
import { commandResultSchema } from './identity';

const remark = z.string().trim().min(1).max(1000).nullable();
/** One's own, to confirm an act; no rule of composition, a cap against costly hashing. */
export const ownPasswordSchema = z.string().min(1).max(128);

const name = z.string().trim().min(1).max(100);

/** `PATCH /v1/users/{userId}`; what is left out stays. Organization and user name never change (L3). */
export const editUserRequestSchema = z
  .strictObject({
    firstName: name.optional(),
    middleName: name.nullable().optional(),
    lastName: name.optional(),
    language: languageSchema.optional(),
  })
  .meta({ id: 'EditUserRequest' });
export type EditUserRequest = z.infer<typeof editUserRequestSchema>;
export const editUserResultSchema = commandResultSchema
  .extend({ profileRevision: z.number().int() })
  .meta({ id: 'EditUserResult' });

/** `PUT /v1/users/{userId}/email`. */
export const changeEmailRequestSchema = z
  .strictObject({ email: z.string().max(254) })
  .meta({ id: 'ChangeEmailRequest' });

/** `POST /v1/users/{userId}/block`. */
export const blockUserRequestSchema = z
  .strictObject({ reason: z.string().trim().min(1).max(1000) })
  .meta({ id: 'BlockUserRequest' });
/** `POST /v1/users/{userId}/unblock`. */
export const unblockUserRequestSchema = z
  .strictObject({ comment: remark })
  .meta({ id: 'UnblockUserRequest' });
/** `POST /v1/users/{userId}/deactivate`. */
export const deactivateUserRequestSchema = z
  .strictObject({ reason: remark })
  .meta({ id: 'DeactivateUserRequest' });
/** `POST /v1/users/{userId}/activate`. */
export const activateUserRequestSchema = z
  .strictObject({ comment: remark })
  .meta({ id: 'ActivateUserRequest' });
/** `POST /v1/users/{userId}/remove`. The password is one's own. */
export const removeUserRequestSchema = z
  .strictObject({
    password: ownPasswordSchema,
    reason: remark,
    signOutFirst: z.boolean().default(false).meta({
      description: 'Whether the user is removed while they are online, which signs them out.',
    }),
  })
  .meta({ id: 'RemoveUserRequest' });

/** `POST /v1/users/{userId}/support-report`: what is wrong and nobody can change here, such as a user name (L4). */
export const supportReportRequestSchema = z
  .strictObject({ text: z.string().trim().min(1).max(4000) })
  .meta({ id: 'SupportReportRequest' });
