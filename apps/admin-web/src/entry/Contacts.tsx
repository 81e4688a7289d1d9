import type { Contact } from './key-users';

/** People to ask, with their addresses. */
export function Contacts({ people, labelledBy }: { people: readonly Contact[]; labelledBy: string }) {
  return (
    <ul aria-labelledby={labelledBy} style={{ margin: 0 }}>
      {people.map(({ name, email }) => (
        <li key={email} style={{ overflowWrap: 'anywhere' }}>
          {name}, <a href={`mailto:${email}`}>{email}</a>
        </li>
      ))}
    </ul>
  );
}
