import {
  deadLetterActSchema,
  deadLetterCountsSchema,
  deadLetterDetailsSchema,
  deadLetterPageSchema,
  deadLetterQuerySchema,
  discardDeadLetterRequestSchema,
  historyPageSchema,
  historyQuerySchema,
  replayDeadLetterRequestSchema,
  replayDeadLettersRequestSchema,
} from '@tenantry/contracts';
import { z } from 'zod';
import type { OpenApiPaths } from '../openapi/open-api-document';

const json = (schema: z.ZodType) => ({ 'application/json': { schema } });
const answers = (description: string, schema: z.ZodType) => ({
  200: { description, content: json(schema) },
});
const tags = ['Dead letters'];
const entry = { path: z.object({ entryId: z.string() }) };
const operators =
  'For those who operate the installation; anybody else is answered 403 `permission.missing`.';
const acts = `${operators} Refused while one acts as another user. The reason stands in the history.`;
const gone = '404 `dead_letter.not_found` where it is not held up any more.';

/** The routes of `deadLettersRoutes`, the same in every service. */
export const deadLetterPaths: OpenApiPaths = {
  '/v1/dead-letters': {
    get: {
      operationId: 'listDeadLetters',
      summary: 'Messages that are late, retried, parked, missing or refused',
      description: `${operators} One kind at a time, the longest waiting first.`,
      tags,
      requestParams: { query: deadLetterQuerySchema },
      responses: answers('One page.', deadLetterPageSchema),
    },
  },
  '/v1/dead-letters/counts': {
    get: {
      operationId: 'countDeadLetters',
      summary: 'How many messages of each kind, and which types are parked',
      description: operators,
      tags,
      responses: answers('The counts, up to 10,000 each.', deadLetterCountsSchema),
    },
  },
  '/v1/dead-letters/history': {
    get: {
      operationId: 'listDeadLetterActs',
      summary: 'Who replayed and discarded what, and why, newest first',
      description: operators,
      tags,
      requestParams: { query: historyQuerySchema },
      responses: answers('One page.', historyPageSchema),
    },
  },
  '/v1/dead-letters/replay': {
    post: {
      operationId: 'replayDeadLetters',
      summary: 'Try again everything that is parked because of a message of one type',
      description: `${acts} Up to 10,000 subjects. 404 \`dead_letter.not_found\` where there is nothing.`,
      tags,
      requestBody: { content: json(replayDeadLettersRequestSchema) },
      responses: answers('How many subjects go on.', deadLetterActSchema),
    },
  },
  '/v1/dead-letters/{entryId}': {
    get: {
      operationId: 'getDeadLetter',
      summary: 'One message with its error and its facts, without personal data and secrets',
      description: `${operators} ${gone}`,
      tags,
      requestParams: entry,
      responses: answers('The message.', deadLetterDetailsSchema),
    },
  },
  '/v1/dead-letters/{entryId}/replay': {
    post: {
      operationId: 'replayDeadLetter',
      summary: 'Try a message again; its subject goes on behind it',
      description: `${acts} ${gone} 409 \`dead_letter.not_replayable\` where that cannot help.`,
      tags,
      requestParams: entry,
      requestBody: { content: json(replayDeadLetterRequestSchema) },
      responses: answers('It is tried again.', deadLetterActSchema),
    },
  },
  '/v1/dead-letters/{entryId}/discard': {
    post: {
      operationId: 'discardDeadLetter',
      summary: 'Pass over a message, or all of its subject that has arrived; the subject goes on behind',
      description: `${acts} ${gone} 409 \`dead_letter.not_discardable\` where it is only late.`,
      tags,
      requestParams: entry,
      requestBody: { content: json(discardDeadLetterRequestSchema) },
      responses: answers('How many messages are passed over.', deadLetterActSchema),
    },
  },
};
