import { z } from 'zod';
import { accountTypeSchema, moduleKeySchema, roleIdSchema } from '../values';

/** What an actor may ask to do to another user. */
export const userActSchema = z.enum([
  'user.view',
  'user.invite',
  'user.edit',
  'user.block',
  'user.unblock',
  'user.deactivate',
  'user.activate',
  'user.remove',
  'user.reset_password',
  'user.sessions',
  'user.access',
  'user.mirror',
]);
export type UserAct = z.infer<typeof userActSchema>;

/** One question of a batch: may the actor do this there? */
export const questionSchema = z.discriminatedUnion('about', [
  z.strictObject({
    about: z.literal('user'),
    act: userActSchema,
    userId: z.uuid(),
    /**
     * For an act that takes the user out of service: the version of `user/<id>` on which it is about to be done, and on no
     * later one. Where the user is a master, an allow is then a claim: the organization keeps another one until the
     * user's next event. It is an answer to this one act and not to be remembered.
     */
    claimAtVersion: z.int().nonnegative().optional(),
  }),
  z.strictObject({
    about: z.literal('organization'),
    act: z.enum(['user.invite', 'user.create']),
    organizationId: z.uuid(),
    accountType: accountTypeSchema,
    /** `undefined` where nothing was chosen: the roles of a newcomer of this account type, no modules, all sub-accounts. */
    roleIds: z.array(roleIdSchema).max(50).optional(),
    modules: z.array(moduleKeySchema).max(100).optional(),
    subAccountIds: z.array(z.uuid()).max(500).nullable().optional(),
  }),
  /**
   * May a newcomer of this account type be given there what is called so? It is answered with the `id`, also where it may not
   * be given; what nobody knows, and what several are called, is `not_of_organization` without one.
   */
  z.strictObject({
    about: z.literal('grant'),
    organizationId: z.uuid(),
    accountType: accountTypeSchema,
    kind: z.enum(['role', 'module']),
    /** A key, an id or a name, as it was typed. */
    name: z.string().min(1).max(200),
    /** The key of the role that is built in and called so in one of the languages. */
    builtIn: roleIdSchema.optional(),
  }),
  z.strictObject({ about: z.literal('installation'), act: z.literal('installation.operate') }),
]);
export type Question = z.infer<typeof questionSchema>;

/** The rule that failed; rules, Acts. */
export const ruleSchema = z.enum([
  'outside_subtree',
  'rank_too_low',
  'center_not_owned',
  'permission_missing',
  'grant_above_own_rank',
  'grant_not_held',
  'role_needs_higher_account_type',
  'module_for_administrators',
  'not_of_organization',
  'self',
  'last_master',
  'not_operator',
  'actor_not_active',
  'own_organization',
  'decided_above',
  'kind_not_allowed',
  'too_deep',
  'wrong_status',
  'mirroring',
]);
export type Rule = z.infer<typeof ruleSchema>;

/** What would mend a refusal, and who could do it. */
export const mendSchema = z.enum([
  'ask_organization_above',
  'ask_higher_rank',
  'take_ownership',
  'ask_for_permission',
  'grant_lower_account_type',
  'grant_less',
  'raise_account_type',
  'choose_from_organization',
  'ask_another_administrator',
  'name_another_master_first',
  'ask_operator',
  'choose_organization_above',
  'change_status_first',
  'stop_mirroring',
]);
export type Mend = z.infer<typeof mendSchema>;

const allowSchema = z.object({ allowed: z.literal(true) });
const refusalSchema = z.object({
  allowed: z.literal(false),
  rule: ruleSchema,
  mend: mendSchema,
  /** Whether the actor sees the subject at all; if not, the answer to the actor is 404 and tells nothing. */
  visible: z.boolean(),
});
export const decisionSchema = z.discriminatedUnion('allowed', [allowSchema, refusalSchema]);
export type Decision = z.infer<typeof decisionSchema>;

/** What a grant stands for that was named as it was typed. */
const named = { id: z.string().optional() };
/** A decision as services answer each other. */
const answerSchema = z.discriminatedUnion('allowed', [
  allowSchema.extend(named),
  refusalSchema.extend(named),
]);
export type Answer = z.infer<typeof answerSchema>;

/**
 * `POST /internal/claims` of tenancy, with a service token: users whom a rule of the installation takes out of service, each
 * on this version of `user/<id>` and on no later one. Nobody acts, so only one thing is asked: whether the organization keeps
 * an active master. An allow is a claim as in {@link questionSchema}.
 */
export const claimRequestSchema = z.strictObject({
  users: z
    .array(z.strictObject({ userId: z.uuid(), claimAtVersion: z.int().nonnegative() }))
    .min(1)
    .max(500),
});
export type RetiredByRule = z.infer<typeof claimRequestSchema>['users'][number];

/** `POST /internal/decisions` of tenancy, with a service token. Answers are in the order of the questions. */
export const decisionRequestSchema = z.strictObject({
  actorId: z.uuid(),
  /** The user whom the actor mirrors: sight is theirs, permission is what both have. */
  onBehalfOfId: z.uuid().nullable().default(null),
  questions: z.array(questionSchema).min(1).max(500),
});
export const decisionResponseSchema = z.object({ decisions: z.array(answerSchema) });
