import { type CausedBy, occurrences, type Transition, transitions, userStatuses } from '@tenantry/domain';
import type { Generated } from '../generate';

const causers: Record<string, string> = {
  oneself: 'the user',
  service: 'a service of the installation',
};
const byWhom = (by: CausedBy): string => causers[by] ?? `who has \`${by}\`, to others`;
const nobody = '(nobody)';

/** `docs/user-lifecycle.md`: every status, every way between them and who may go it, from the domain's own table. */
export function userLifePage(): Generated {
  const all: readonly Transition[] = transitions;
  const picture = all.map(
    ({ from, happens, cause, to }) =>
      `    ${from ?? '[*]'} --> ${to}: ${cause ?? happens.replace('User', '').toLowerCase()}`,
  );
  const rows = all.map(
    ({ from, happens, cause, to, by }) =>
      `| ${from ?? nobody} | ${to} | ${happens} | ${cause ?? ''} | ${byWhom(by)} |`,
  );
  const others = Object.entries(occurrences).map(
    ([happens, { in: statuses, by }]) =>
      `| ${happens} | ${statuses.length === userStatuses.length ? 'any' : statuses.join(', ')} | ${by.map(byWhom).join('; ')} |`,
  );
  const page = `# The life of a user

Made by \`npm run generate\` from \`libs/domain/src/user/transitions.ts\`. The aggregate decides by that table and by nothing else: what is not in it answers 409 with the present status, changes nothing and is not recorded.

\`\`\`mermaid
stateDiagram-v2
${picture.join('\n')}
    removed --> [*]
\`\`\`

## From status to status

| From | To | What happened | Cause | Who causes it |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

Nobody does to themselves what takes a permission here. An organization keeps an active master, see [decision 0017](adr/0017-claims-on-the-last-master.md).

## What leaves the status as it is

| What happened | While the user is | Who causes it |
| --- | --- | --- |
${others.join('\n')}

A way to a first password is made again for somebody who was created (\`PasswordReset\`), an invitation is sent again to somebody who was invited (\`InvitationResent\`). Everything that happens is the next version of \`user/<id>\` and an event of \`libs/contracts/src/events/identity.ts\`; sign-ins are a stream of their own.
`;
  return new Map([['docs/user-lifecycle.md', page]]);
}
