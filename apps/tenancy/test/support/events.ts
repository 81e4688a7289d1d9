import type { TestService } from './service';

export type LoggedEvent = {
  type: string;
  version: number;
  actor: string;
  facts: Record<string, unknown>;
  personal: Record<string, unknown> | null;
  /** Whether the relay is to publish it. */
  onItsWay: boolean;
};

/** What was said about a subject, in order. */
export const eventsOf = (service: TestService, subject: string): Promise<LoggedEvent[]> =>
  service.database.query<LoggedEvent[]>(
    `select log.type, log.version, log.actor, log.data as facts, apart.personal, outbox.id is not null as "onItsWay"
     from event_log log left join event_personal apart using (event_id) left join outbox on outbox.log_id = log.id
     where log.subject = $1 order by log.version`,
    [subject],
  );
