import { delegatedPlace, idSql, type Plan } from './plan';

/** Identity's rows: the organizations as it knows them, and the users, who can't sign in: they have no credential. */
export const identitySql: readonly string[] = [
  // Nobody of this world ever signs in, and a million mails would warn them: the rule of inactivity is off there.
  `insert into organization (id, parent_id, kind, name, path, version, inactivity_days)
   select id, parent, kind, initcap(kind) || ' ' || n, path, 0, case kind when 'reseller' then 0 end from place`,
  // Invitations have expired long ago: no job has anything to do with them.
  `insert into users (id, organization_id, user_name, user_name_normalised, email, email_normalised, first_name, last_name,
     language, origin, status, invitation_expires_at, invitation_expired_at, blocked_reason, blocked_at, epoch, idle_seconds,
     created_at, version)
   select id, organization_id, name, name, name || '@example.com', name || '@example.com', first_name, last_name, 'en',
     'invitation', status, case status when 'pending' then created_at end, case status when 'pending' then created_at end,
     case status when 'blocked' then 'Load test' end, case status when 'blocked' then created_at end, 0, 1800, created_at, 0
   from person`,
];

/** The delegated administrator, the only one of the world who can sign in. */
export function delegatedIdentitySql(
  plan: Plan,
  { userName, email, passwordHash }: { userName: string; email: string; passwordHash: string },
): string[] {
  const id = idSql(plan, `'delegated'`);
  const at = plan.until.toISOString();
  return [
    `insert into users (id, organization_id, user_name, user_name_normalised, email, email_normalised, language, origin,
       status, epoch, idle_seconds, created_at, version)
     select ${id}, id, '${userName}', '${userName}', '${email}', '${email}', 'en', 'invitation', 'active', 0, 1800, '${at}', 0
     from place where kind = 'reseller' and n = ${delegatedPlace(plan)}`,
    `insert into credential (user_id, password_hash, changed_at) values (${id}, '${passwordHash}', '${at}')`,
  ];
}
