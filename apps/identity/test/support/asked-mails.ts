import { sendMail, sendPasswordMail } from '@tenantry/contracts';
import { Client } from 'pg';

/**
 * Keeps the mails that are asked for from now on in a table `asked_mail (id, command)`, oldest first: what a relay has
 * sent leaves the outbox at any moment.
 */
export async function keepAskedMails(ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`
    create table asked_mail (id bigint primary key, command jsonb not null);
    create function keep_asked_mail() returns trigger language plpgsql as $$
    begin
      insert into asked_mail values (new.id, new.command);
      return null;
    end $$;
    create trigger keep_asked_mail after insert on outbox for each row
      when (new.command ->> 'type' in ('${sendMail.type}', '${sendPasswordMail.type}')) execute function keep_asked_mail()`);
  await owner.end();
}
