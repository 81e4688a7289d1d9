/**
 * Sends each request once, so many at a time, and prints how many a second were answered with 200, how many were answered
 * otherwise, and how long each took (ms): a process of its own, so that it does not wait behind the server's work.
 */
import { Agent, request } from 'node:http';

export type Requests = { urls: string[]; headers: Record<string, string>; body: string; clients: number };
export type Answered = { perSecond: number; others: number; took: number[] };

async function main({ urls, headers, body, clients }: Requests): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const answers: Answered = { perSecond: 0, others: 0, took: [] };
  const send = (url: string) =>
    new Promise<void>((resolve, reject) => {
      const begun = performance.now();
      const asked = request(
        url,
        { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
        (answer) => {
          answer.resume().on('end', () => {
            if (answer.statusCode === 200) answers.perSecond += 1;
            else answers.others += 1;
            answers.took.push(performance.now() - begun);
            resolve();
          });
        },
      );
      asked.on('error', reject).end(body);
    });
  let next = 0;
  const client = async () => {
    for (let url = urls[next++]; url !== undefined; url = urls[next++]) await send(url);
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  answers.perSecond /= (performance.now() - begun) / 1000;
  process.stdout.write(JSON.stringify(answers));
  agent.destroy();
}

main(JSON.parse(process.argv[2] ?? '') as Requests).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
