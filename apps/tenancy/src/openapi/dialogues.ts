import {
  chatOperatorsQuerySchema,
  chatOperatorsSchema,
  dealDialogueRequestSchema,
  dealDialogueResponseSchema,
  dialogueLimitSchema,
  dialoguePageSchema,
  dialoguesQuerySchema,
  ownDialoguePageSchema,
  setDialogueLimitRequestSchema,
  writtenSchema,
} from '@tenantry/contracts';
import { idempotencyHeader, type OpenApiPaths } from '@tenantry/service-defaults';
import { z } from 'zod';
import { answer, body } from './answer';

const organizationPath = { path: z.object({ organizationId: z.uuid() }) };
const userPath = { path: z.object({ userId: z.uuid() }) };
const written = answer('What has been written.', writtenSchema);

/** Dialogues, and the chat operators to whom they are dealt (A13). */
export const dialoguePaths: OpenApiPaths = {
  '/v1/organizations/{organizationId}/dialogues': {
    get: {
      operationId: 'listDialogues',
      summary: 'The dialogues of an organization: open ones first, then the newest',
      requestParams: { ...organizationPath, query: dialoguesQuerySchema },
      responses: answer('One page. `nextCursor` is null on the last one.', dialoguePageSchema),
    },
    post: {
      operationId: 'dealDialogue',
      summary: 'Deals a new dialogue to a chat operator of the organization',
      description:
        'It goes to the active, online operator with the lowest share of their maximum open, of several to the one with the lowest id; never above a maximum. Answers 409 `dialogue.no_operator_free` where nobody is free, with `totals` (operators, online, places, taken) and `mend`, what would help: `free_places`, `come_online`, `set_maximums`, `activate_operators` or `name_operators`; and 409 `organization.wrong_status` for an organization that is suspended or closed.',
      requestParams: { ...organizationPath, header: idempotencyHeader },
      requestBody: body(dealDialogueRequestSchema),
      responses: answer('To whom it was dealt.', dealDialogueResponseSchema, 201),
    },
  },
  '/v1/dialogues/{dialogueId}/close': {
    post: {
      operationId: 'closeDialogue',
      summary: 'Closes a dialogue, which frees the place of its operator',
      description:
        'For its operator, and for those who may manage dialogues and see the operator: to whomever else may manage dialogues it answers 403 `dialogue.operator_not_seen`. One that is closed already stays as it is.',
      requestParams: { path: z.object({ dialogueId: z.uuid() }) },
      responses: written,
    },
  },
  '/v1/organizations/{organizationId}/chat-operators': {
    get: {
      operationId: 'listChatOperators',
      summary: 'The chat operators of an organization: who is online, and how much each has open',
      description: 'Those whom the signed-in user does not see are counted in `totals`, but not named.',
      requestParams: { ...organizationPath, query: chatOperatorsQuerySchema },
      responses: answer('One page by name. `nextCursor` is null on the last one.', chatOperatorsSchema),
    },
  },
  '/v1/me/dialogues': {
    get: {
      operationId: 'listOwnDialogues',
      summary: 'The dialogues that were dealt to the signed-in user: open ones first, then the newest',
      requestParams: { query: dialoguesQuerySchema },
      responses: answer('One page. `nextCursor` is null on the last one.', ownDialoguePageSchema),
    },
  },
  '/v1/users/{userId}/dialogue-limit': {
    get: {
      operationId: 'getDialogueLimit',
      summary: 'How many dialogues a chat operator may have at once, and how many they have',
      requestParams: userPath,
      responses: answer('The maximum, and what is in the way of the next dialogue.', dialogueLimitSchema),
    },
    put: {
      operationId: 'setDialogueLimit',
      summary: 'Sets how many dialogues a chat operator may have at once',
      description:
        'Answers 409 `dialogue.not_operator` where the user does not hold the role `chat_operator`, 409 `user.self` for oneself, and 409 `access.changed` where the version is not that of the maximum.',
      requestParams: userPath,
      requestBody: body(setDialogueLimitRequestSchema),
      responses: written,
    },
  },
};
