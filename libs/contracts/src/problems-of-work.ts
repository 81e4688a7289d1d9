/** Of `problems` those about dialogues, jobs and what jobs are done to. */
export const problemsOfWork = {
  'dialogue.not_found': { status: 404, title: 'There is no such dialogue, or you cannot see it.' },
  'dialogue.no_operator_free': { status: 409, title: 'No chat operator is free.' },
  'dialogue.operator_not_seen': {
    status: 403,
    title: 'You do not see the chat operator of this dialogue. Whoever sees them can close it.',
  },
  'dialogue.not_operator': {
    status: 409,
    title: 'The user does not hold the role of a chat operator. Give it to them first.',
  },
  'job.not_found': { status: 404, title: 'There is no such job.' },
  'job.running': { status: 409, title: 'This job is running already.' },
  'selection.not_found': {
    status: 404,
    title: 'The selection is older than a day, or it has not arrived. Select the users again.',
  },
  'selection.too_large': {
    status: 422,
    title: 'Too many users for one selection: 100,000 at most. Narrow the list down.',
  },
} as const;
