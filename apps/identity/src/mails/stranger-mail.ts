import type { EntityManager } from 'typeorm';

const mostMailsAnHour = 5;
/** The window in which they are counted, as PostgreSQL writes it. */
export const strangerWindow = '1 hour';

/**
 * Counts a mail that its recipient did not ask for. Whoever types somebody else's address again and again is answered as
 * always, but the address gets no more mail for the rest of the hour.
 * @returns whether this one may go out
 */
export async function mayMailStranger(tx: EntityManager, email: string, at: Date): Promise<boolean> {
  const [row] = await tx.query<{ allowed: boolean }[]>(
    `insert into stranger_mail as mail (email, since, sent) values ($1, $2, 1)
     on conflict (email) do update set
       since = case when mail.since < $2::timestamptz - interval '${strangerWindow}' then $2 else mail.since end,
       sent = case when mail.since < $2::timestamptz - interval '${strangerWindow}' then 1 else mail.sent + 1 end
     returning sent <= ${mostMailsAnHour} as allowed`,
    [email, at],
  );
  return row?.allowed ?? false;
}
