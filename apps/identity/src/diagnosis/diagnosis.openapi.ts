import { comparedTypedSchema, compareTypedRequestSchema, diagnosisSchema } from '@tenantry/contracts';
import { answer, body, path } from '../openapi-parts';

/** What of identity's HTTP API says why a user gets no mail or does not get in. */
export const diagnosisPaths = {
  '/v1/users/{userId}/diagnosis': {
    get: {
      operationId: 'diagnoseUser',
      summary: 'What keeps mail from a user, or the user from signing in, and what would mend it',
      description:
        'For whoever sees the user; links and refused sign-ins for whoever may see their sessions. How mails fare and whether the address bounces is the notifier’s to say.',
      requestParams: { path },
      responses: { 200: answer('Findings, those that keep somebody out first.', diagnosisSchema) },
    },
  },
  '/v1/users/{userId}/typed-name': {
    post: {
      operationId: 'compareTyped',
      summary: 'How what a user types at sign-in differs from their e-mail and user name',
      description: 'Nothing of it is kept.',
      requestParams: { path },
      requestBody: body(compareTypedRequestSchema),
      responses: { 200: answer('The differences from the one that it is most like.', comparedTypedSchema) },
    },
  },
};
