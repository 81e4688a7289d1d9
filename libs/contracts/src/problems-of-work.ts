/** Of `problems` those about dialogues, dead letters, jobs, what jobs are done to, addresses that are invited, and files and lines of imports. */
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
  'dead_letter.not_found': {
    status: 404,
    title: 'This message is not held up any more: it has been applied, replayed or discarded meanwhile.',
  },
  'dead_letter.not_replayable': {
    status: 409,
    title: 'Trying this message again as it is would change nothing.',
  },
  'dead_letter.not_discardable': {
    status: 409,
    title: 'This message is only late. Its turn comes by itself.',
  },
  'job.not_found': { status: 404, title: 'There is no such job.' },
  'job.running': { status: 409, title: 'This job is running already.' },
  'job.too_many_unseen': {
    status: 429,
    title: 'Too many lines of the last hour met somebody out of your sight. Try the rest again in an hour.',
  },
  'selection.not_found': {
    status: 404,
    title: 'The selection is older than a day, or it has not arrived. Select the users again.',
  },
  'selection.too_large': {
    status: 422,
    title: 'Too many users for one selection: 100,000 at most. Narrow the list down.',
  },
  'invitation.already_user': { status: 409, title: 'There is a user with this address.' },
  'invitation.already_invited': { status: 409, title: 'This address has an open invitation.' },
  'invitation.disposable': {
    status: 422,
    title: 'Disposable addresses are not accepted. Use a lasting one.',
  },
  'invitation.malformed': { status: 422, title: 'This is not an e-mail address.' },
  'import.too_large': {
    status: 422,
    title: 'The file is larger than 2 MB. Split it into several.',
  },
  'import.too_many_lines': {
    status: 422,
    title: 'The file has more than 10,000 lines. Split it into several.',
  },
  'import.not_utf8': {
    status: 422,
    title: 'Some characters of the file cannot be read. Save it as CSV in UTF-8.',
  },
  'import.unreadable': {
    status: 422,
    title:
      'The file cannot be read: a quotation mark is not closed, something follows a closing one, or the line is too long.',
  },
  'import.empty': { status: 422, title: 'The file has no line below its header.' },
  'import.column_missing': {
    status: 422,
    title: 'The first line of the file must name the columns e-mail, first name and last name.',
  },
  'import.column_twice': { status: 422, title: 'Two columns of the file have the same meaning.' },
  'import.too_many_cells': { status: 422, title: 'This line has more cells than the file has columns.' },
  'import.email_malformed': { status: 422, title: 'This is not an e-mail address.' },
  'import.email_disposable': {
    status: 422,
    title: 'Disposable addresses are not accepted. Use a lasting one.',
  },
  'import.email_repeated': { status: 422, title: 'A line above has the same address.' },
  'import.name_missing': { status: 422, title: 'The first or the last name is missing.' },
  'import.name_too_long': { status: 422, title: 'A name is longer than 100 characters.' },
  'import.user_name_malformed': {
    status: 422,
    title: 'A user name may have letters from A to Z, digits, dots, hyphens and underscores; up to 64.',
  },
  'import.user_name_repeated': { status: 422, title: 'A line above has the same user name.' },
  'import.language_unknown': { status: 422, title: 'The language must be en, es, ru or de.' },
  'import.account_type_unknown': {
    status: 422,
    title: 'The account type must be user, admin or master.',
  },
  'import.role_unknown': {
    status: 422,
    title:
      'There is no role of this name to give there, or there are several. Give the key or the id instead.',
  },
  'import.module_unknown': {
    status: 422,
    title: 'There is no module of this name, or there are several. Give the key instead.',
  },
  'import.too_many_grants': {
    status: 422,
    title: 'A line gives 50 roles and 100 modules at most.',
  },
  'import.too_many_names': {
    status: 422,
    title:
      'The file names more than 1,000 roles and modules, counted for each organization and account type. Split it into several.',
  },
  'import.taken_unseen': {
    status: 409,
    title: 'Somebody out of your sight has the address or the user name.',
  },
  'import.organization_ambiguous': {
    status: 422,
    title: 'Several organizations have this name. Give the id instead.',
  },
} as const;
