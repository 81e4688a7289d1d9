import { randomUUID } from 'node:crypto';
import { actorSchema, type AnyCommand, type CommandDataOf } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { refuseOversize } from './message-size';
import { noteOutboxWrite } from './outbox-writes';
import { activeTraceparent } from './trace';

/** A command as it waits in the outbox: the envelope without what the relay adds. */
export type StoredCommand = {
  id: string;
  type: string;
  time: string;
  actor: string;
  expires: string;
  traceparent: string | null;
  data: unknown;
};

/**
 * Sends a command to its one receiver, in the caller's transaction. It never enters the event log, and its row is
 * deleted once the broker has confirmed it, so it may carry a sealed secret.
 * @param options `expiresAt`: after it the receiver ignores the command; `commandId`: for a command that must be sent only once
 * @returns the command's id
 * @throws {TypeError} where the data does not fit the contract
 */
export async function sendCommand<C extends AnyCommand>(
  tx: EntityManager,
  command: C,
  data: CommandDataOf<C>,
  options: { actor: string; expiresAt: Date; commandId?: string },
): Promise<string> {
  const checked = command.data.safeParse(data);
  if (!checked.success) {
    throw new TypeError(`${command.type} does not fit its contract: ${z.prettifyError(checked.error)}`);
  }
  const message: StoredCommand = {
    id: options.commandId ?? randomUUID(),
    type: command.type,
    time: new Date().toISOString(),
    actor: actorSchema.parse(options.actor),
    expires: options.expiresAt.toISOString(),
    traceparent: activeTraceparent(),
    data: checked.data,
  };
  const body = JSON.stringify(message);
  refuseOversize(command.type, body);
  noteOutboxWrite(tx);
  await tx.query(`insert into outbox (command, expires_at) values ($1::jsonb, $2)`, [
    body,
    options.expiresAt,
  ]);
  return message.id;
}
