import { z } from 'zod';
import { decisionSchema } from './decisions';

/** Whether an operator can be dealt a dialogue, and if not, the first thing that is in the way (A13). */
export const operatorStateSchema = z
  .enum(['free', 'full', 'offline', 'no_maximum', 'not_active', 'role_missing'])
  .meta({ id: 'OperatorState' });

/** What would let a dialogue be dealt where nobody is free. */
export const dealingMendSchema = z.enum([
  'free_places',
  'come_online',
  'set_maximums',
  'activate_operators',
  'name_operators',
]);

const reference = z.string().trim().min(1).max(200);
const dialogueShape = {
  dialogueId: z.uuid(),
  reference: z.string().nullable(),
  openedAt: z.iso.datetime(),
  /** `null` while it is open. */
  closedAt: z.iso.datetime().nullable(),
  version: z.int(),
};
export const dialogueSchema = z
  .object({
    ...dialogueShape,
    organizationId: z.uuid(),
    operator: z
      .object({ userId: z.uuid(), name: z.string() })
      .nullable()
      .meta({ description: 'To whom it was dealt; null where the signed-in user does not see them.' }),
  })
  .meta({ id: 'Dialogue' });

/** `POST /v1/organizations/{organizationId}/dialogues`: 201; dealt to one of the organization's chat operators. */
export const dealDialogueRequestSchema = z
  .strictObject({
    reference: reference
      .nullable()
      .default(null)
      .meta({ description: 'By what people know the conversation: a customer, a ticket.' }),
  })
  .meta({ id: 'DealDialogueRequest' });
export const dealDialogueResponseSchema = z
  .object({ subject: z.string(), version: z.int(), dialogue: dialogueSchema })
  .meta({ id: 'DealDialogueResponse' });

/** `GET /v1/organizations/{organizationId}/dialogues` and `GET /v1/me/dialogues`: open ones first, then the newest. */
export const dialoguesQuerySchema = z.strictObject({
  state: z.enum(['open', 'closed']).optional(),
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const dialoguePageSchema = z
  .object({ items: z.array(dialogueSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'DialoguePage' });

const loadShape = {
  state: operatorStateSchema,
  /** How many dialogues they have open. */
  open: z.int(),
  /** How many they may have at once; 0 until an administrator has set it. */
  maximum: z.int(),
};
export const ownDialoguePageSchema = z
  .object({
    load: z.object(loadShape),
    items: z.array(z.object(dialogueShape)),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'OwnDialoguePage' });

const totalsShape = {
  operators: z.int().meta({ description: 'Users of the organization who hold the role.' }),
  online: z.int().meta({ description: 'Those of them who are active and online.' }),
  places: z.int().meta({ description: 'The maximums of those who are online together.' }),
  taken: z.int().meta({ description: 'Dialogues that those who are online have open.' }),
};
/** What there is of operators and places, whether the signed-in user sees each of them or not. */
export const operatorTotalsSchema = z.object(totalsShape).meta({ id: 'OperatorTotals' });

/** What a problem `dialogue.no_operator_free` says beside its code. */
export const noOperatorFreeSchema = z.object({ totals: operatorTotalsSchema, mend: dealingMendSchema });

/** `GET /v1/organizations/{organizationId}/chat-operators`: by name, those whom the signed-in user sees. */
export const chatOperatorsQuerySchema = z.strictObject({
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const chatOperatorsSchema = z
  .object({
    items: z.array(z.object({ userId: z.uuid(), name: z.string(), online: z.boolean(), ...loadShape })),
    totals: operatorTotalsSchema,
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'ChatOperators' });

/** `GET /v1/users/{userId}/dialogue-limit`. */
export const dialogueLimitSchema = z
  .object({
    userId: z.uuid(),
    ...loadShape,
    /** The version of `access/<user id>` that set the maximum, 0 until then: a change names it. */
    version: z.int(),
    /** Whether the signed-in user may change it. */
    change: decisionSchema,
  })
  .meta({ id: 'DialogueLimit' });
/** `PUT /v1/users/{userId}/dialogue-limit`. */
export const setDialogueLimitRequestSchema = z.strictObject({
  maximum: z
    .int()
    .min(0)
    .max(10_000)
    .meta({ description: '0 deals them none. What is open already stays open.' }),
  version: z
    .int()
    .nonnegative()
    .meta({ description: 'The version that was read; 409 `access.changed` if it moved on.' }),
});
