import { z } from 'zod';
import { firstPasswordSchema, languageSchema } from '../values';
import { commandResultSchema, inviteUsersRequestSchema } from './identity';

const name = z.string().trim().min(1).max(100);
const { organizationId, accountType, roleIds, modules, subAccountIds } = inviteUsersRequestSchema.shape;

/** No `@` in it: nobody's user name is somebody else's address. */
const userNameSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9._-]{1,64}$/);
const wayOfCreatedSchema = firstPasswordSchema.exclude(['invitation']);

/** `POST /v1/users` (L1, L2): a user is created, with a way to the first password. */
export const createUserRequestSchema = z
  .strictObject({
    organizationId,
    email: z.string().max(254),
    userName: userNameSchema.optional().meta({
      description: 'Left out: the one that is proposed from the address. It can never be changed.',
    }),
    firstName: name,
    middleName: name.nullable().default(null),
    lastName: name,
    language: languageSchema,
    accountType,
    roleIds,
    modules,
    subAccountIds,
    firstPassword: wayOfCreatedSchema.optional().meta({
      description:
        'Left out: the way that the organization proposes, and `welcome_link` where that is an invitation.',
    }),
    password: z.string().min(1).max(128).meta({ description: 'One’s own, of whoever creates the user.' }),
  })
  .meta({ id: 'CreateUserRequest' });
export type CreateUserRequest = z.infer<typeof createUserRequestSchema>;

export const createdUserSchema = commandResultSchema
  .extend({
    userId: z.uuid(),
    userName: z.string(),
    firstPassword: wayOfCreatedSchema,
    expiresAt: z.iso.datetime().meta({ description: 'Until when the way to the first password is open.' }),
    oneOffPassword: z.string().nullable().meta({
      description:
        'Of the way `one_off_shown`: it is told this once and cannot be read again; a repeat of the request has `null` (C6).',
    }),
  })
  .meta({ id: 'CreatedUser' });

/** `GET /v1/user-names/proposal`. */
export const userNameQuerySchema = z.strictObject({
  organizationId,
  email: z.string().max(254).meta({ description: 'What is typed of it so far.' }),
  userName: z.string().max(64).optional(),
});
export const userNameProposalSchema = z
  .object({
    proposal: z.string().meta({ description: 'Free at this moment.' }),
    isFree: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether the `userName` that was asked about can be taken; `null` without one.' }),
  })
  .meta({ id: 'UserNameProposal' });

/** `POST /v1/users/{userId}/invitation/resend` (L10). */
export const invitationResentSchema = commandResultSchema
  .extend({ expiresAt: z.iso.datetime().meta({ description: 'Until when the new link is open.' }) })
  .meta({ id: 'InvitationResent' });
