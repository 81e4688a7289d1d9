import type {
  chatOperatorsSchema,
  dealDialogueRequestSchema,
  dealDialogueResponseSchema,
  dialogueLimitSchema,
  dialoguePageSchema,
  dialoguesQuerySchema,
  noOperatorFreeSchema,
  ownDialoguePageSchema,
  setDialogueLimitRequestSchema,
} from '@tenantry/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { askedBefore } from './asked-before';
import type { Written } from './access';
import { type Call, request } from './client';

export type Dialogue = z.infer<typeof dialoguePageSchema>['items'][number];
export type OwnDialogue = z.infer<typeof ownDialoguePageSchema>['items'][number];
export type ChatOperators = z.infer<typeof chatOperatorsSchema>;
export type ChatOperator = ChatOperators['items'][number];
export type DialogueLimit = z.infer<typeof dialogueLimitSchema>;
export type NoOperatorFree = z.infer<typeof noOperatorFreeSchema>;
type Filter = Pick<z.input<typeof dialoguesQuerySchema>, 'state'>;
type Asked = Pick<Call, 'signal' | 'background'>;

/** How often (milliseconds) a page looks again: dialogues come and go by what others do. */
const pollEvery = 10_000;

const listDialogues = (
  organizationId: string,
  query: Filter & { cursor?: string | undefined },
  call: Asked,
) =>
  request<z.infer<typeof dialoguePageSchema>>(
    'tenancy',
    'GET',
    `/v1/organizations/${organizationId}/dialogues`,
    { query, ...call },
  );

const listOwnDialogues = (query: Filter & { cursor?: string | undefined }, call: Asked) =>
  request<z.infer<typeof ownDialoguePageSchema>>('tenancy', 'GET', '/v1/me/dialogues', { query, ...call });

const listChatOperators = (organizationId: string, cursor: string | null, call: Asked) =>
  request<ChatOperators>('tenancy', 'GET', `/v1/organizations/${organizationId}/chat-operators`, {
    query: { cursor: cursor ?? undefined },
    ...call,
  });

const dialogueLimit = (userId: string, signal?: AbortSignal) =>
  request<DialogueLimit>('tenancy', 'GET', `/v1/users/${userId}/dialogue-limit`, { signal });

/** To the operator whose turn it is; see the problem `dialogue.no_operator_free` where nobody's is. */
export const dealDialogue = (
  organizationId: string,
  body: z.input<typeof dealDialogueRequestSchema>,
  key: string,
) =>
  request<z.infer<typeof dealDialogueResponseSchema>>(
    'tenancy',
    'POST',
    `/v1/organizations/${organizationId}/dialogues`,
    { body, key },
  );

/** Frees the place of its operator; one that is closed already stays as it is. */
export const closeDialogue = (dialogueId: string) =>
  request<Written>('tenancy', 'POST', `/v1/dialogues/${dialogueId}/close`);

/** How many a chat operator may have open; none are dealt to whom it is not set. */
export const setDialogueLimit = (userId: string, body: z.input<typeof setDialogueLimitRequestSchema>) =>
  request<Written>('tenancy', 'PUT', `/v1/users/${userId}/dialogue-limit`, { body });

/** The key of every query that is asked anew when a dialogue is dealt or closed. */
export const dialogueKeys = ['dialogues'] as const;

/** The dialogues of an organization, open ones first, in pages; looks again by itself. */
export const dialoguesQuery = (organizationId: string, filter: Filter) =>
  infiniteQueryOptions({
    queryKey: [...dialogueKeys, organizationId, filter],
    queryFn: ({ pageParam, signal, client, queryKey }) =>
      listDialogues(
        organizationId,
        { ...filter, cursor: pageParam ?? undefined },
        { signal, background: askedBefore(client, queryKey) },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery,
  });

/** The person's own dialogues with their load, in pages; looks again by itself, which keeps no session alive. */
export const ownDialoguesQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: [...dialogueKeys, 'own', filter],
    queryFn: ({ pageParam, signal, client, queryKey }) =>
      listOwnDialogues(
        { ...filter, cursor: pageParam ?? undefined },
        { signal, background: askedBefore(client, queryKey) },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery,
  });

/** The chat operators of an organization with their loads; looks again by itself. */
export const chatOperatorsQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: [...dialogueKeys, organizationId, 'operators'],
    queryFn: ({ pageParam, signal, client, queryKey }) =>
      listChatOperators(organizationId, pageParam, {
        signal,
        background: askedBefore(client, queryKey),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: pollEvery,
  });

/** A chat operator's maximum and load, and whether the person may change it. */
export const dialogueLimitQuery = (userId: string) =>
  queryOptions({
    queryKey: ['user', userId, 'dialogue-limit'],
    queryFn: ({ signal }) => dialogueLimit(userId, signal),
  });
