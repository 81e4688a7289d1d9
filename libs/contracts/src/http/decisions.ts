import { z } from 'zod';
import { accountTypeSchema } from '../values';

/** What an actor may ask to do to another user. */
export const userActSchema = z.enum(['user.view', 'user.block', 'user.unblock']);
export type UserAct = z.infer<typeof userActSchema>;

/** One question of a batch: may the actor do this there? */
export const questionSchema = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('user'), act: userActSchema, userId: z.uuid() }),
  z.strictObject({
    about: z.literal('organization'),
    act: z.literal('user.invite'),
    organizationId: z.uuid(),
    accountType: accountTypeSchema,
  }),
  z.strictObject({ about: z.literal('installation'), act: z.literal('installation.operate') }),
]);
export type Question = z.infer<typeof questionSchema>;

/** The rule that failed; design section 2. */
export const ruleSchema = z.enum([
  'outside_subtree',
  'rank_too_low',
  'permission_missing',
  'grant_above_own_rank',
  'self',
  'last_master',
  'not_operator',
  'actor_not_active',
]);
export type Rule = z.infer<typeof ruleSchema>;

/** What would mend a refusal, and who could do it. */
export const mendSchema = z.enum([
  'ask_organization_above',
  'ask_higher_rank',
  'ask_for_permission',
  'grant_lower_account_type',
  'ask_another_administrator',
  'name_another_master_first',
  'ask_operator',
]);
export type Mend = z.infer<typeof mendSchema>;

export const decisionSchema = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true) }),
  z.object({
    allowed: z.literal(false),
    rule: ruleSchema,
    mend: mendSchema,
    /** Whether the actor sees the subject at all; if not, the answer to the actor is 404 and tells nothing. */
    visible: z.boolean(),
  }),
]);
export type Decision = z.infer<typeof decisionSchema>;

/** `POST /internal/decisions` of tenancy, with a service token. Answers are in the order of the questions. */
export const decisionRequestSchema = z.strictObject({
  actorId: z.uuid(),
  questions: z.array(questionSchema).min(1).max(500),
});
export const decisionResponseSchema = z.object({ decisions: z.array(decisionSchema) });
