import { setTimeout as pause } from 'node:timers/promises';
import type { SignedIn } from '../support/accounts';

/** One command; its id is the reason or comment that it is given. */
type Command = { id: string; userId: string; act: 'block' | 'unblock' };

/** What was asked for, what was confirmed, and how often it had to be asked again. */
export type Load = { attempted: string[]; acknowledged: string[]; asked: number; unexpected: string[] };

/** How long a command is tried until somebody answers, in milliseconds. */
const patienceMs = 90_000;

/**
 * Blocks and unblocks users in turns, each command with a reason of its own by which it is found again. A user's next
 * command waits for the answer to the one before; one that was not answered is asked again, and a refusal because of the
 * user's status then says that it had been carried out.
 * @param perSecond how many new commands a second, over all users
 */
export async function sendCommands(
  { url, origin }: { url: string; origin: string },
  master: SignedIn,
  users: readonly string[],
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Load> {
  const load: Load = { attempted: [], acknowledged: [], asked: 0, unexpected: [] };
  const ask = async ({ id, userId, act }: Command): Promise<{ status: number; text: string } | undefined> => {
    load.asked += 1;
    const body = act === 'block' ? { reason: id } : { comment: id };
    const sent = fetch(`${url}/v1/users/${userId}/${act}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie: master.cookie },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    return sent.then(
      async (answer) => ({ status: answer.status, text: await answer.text() }),
      () => undefined,
    );
  };
  const carryOut = async (command: Command): Promise<void> => {
    load.attempted.push(command.id);
    for (const until = Date.now() + patienceMs; ; await pause(200)) {
      const answer = await ask(command);
      if (answer?.status === 200) return void load.acknowledged.push(command.id);
      // It is as it should be already: an earlier try was carried out whose answer was lost.
      if (answer?.status === 409) return;
      if (answer !== undefined && answer.status < 500)
        return void load.unexpected.push(`${command.act}: ${answer.status} ${answer.text.slice(0, 200)}`);
      if (Date.now() > until) return void load.unexpected.push(`${command.act}: nobody has answered`);
    }
  };

  const end = Date.now() + seconds * 1_000;
  const idle = [...users];
  const acts = new Map<string, Command['act']>();
  const under = new Set<Promise<void>>();
  for (let sent = 0; Date.now() < end; sent += 1) {
    const userId = idle.shift();
    if (userId !== undefined) {
      const act = acts.get(userId) === 'block' ? 'unblock' : 'block';
      acts.set(userId, act);
      const done = carryOut({ id: `chaos ${sent}`, userId, act }).then(() => {
        idle.push(userId);
        under.delete(done);
      });
      under.add(done);
    }
    await pause(1_000 / perSecond);
  }
  await Promise.all(under);
  return load;
}
