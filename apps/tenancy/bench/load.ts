/**
 * Sends one request again and again, each client the next as soon as it has its answer, and prints how long the answers
 * took: a process of its own, so that it does not wait behind the server's work.
 */
type Load = { url: string; cookie: string; clients: number; seconds: number };

const load = JSON.parse(process.argv[2] ?? '') as Load;

async function main({ url, cookie, clients, seconds }: Load): Promise<void> {
  const took: number[] = [];
  const ask = async () => {
    const start = performance.now();
    const response = await fetch(url, { headers: { cookie } });
    const text = await response.text();
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
    took.push(performance.now() - start);
  };
  // The first answers fill caches and connections.
  for (let n = 0; n < 3; n += 1) await ask();
  took.length = 0;
  const until = performance.now() + seconds * 1000;
  const client = async () => {
    while (performance.now() < until) await ask();
  };
  await Promise.all(Array.from({ length: clients }, client));
  process.stdout.write(JSON.stringify(took));
}

main(load).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
