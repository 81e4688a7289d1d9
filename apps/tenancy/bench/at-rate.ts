/**
 * Sends requests at a steady rate, each on time even where answers are late, and prints how long they took and how many
 * failed: a process of its own, so that it does not wait behind the server's work.
 */
export type Rate = {
  url: string;
  headers: Record<string, string>;
  /** One after the other, and again from the first. */
  bodies: string[];
  perSecond: number;
  seconds: number;
};
export type Answers = { took: number[]; errors: number };

async function main({ url, headers, bodies, perSecond, seconds }: Rate): Promise<void> {
  let answers: Answers = { took: [], errors: 0 };
  const ask = async (n: number) => {
    const start = performance.now();
    const response = await fetch(url, { method: 'POST', headers, body: bodies[n % bodies.length] ?? '' });
    await response.text();
    if (!response.ok) throw new Error(String(response.status));
    answers.took.push(performance.now() - start);
  };
  const send = async (forSeconds: number) => {
    const start = performance.now();
    const asked: Promise<void>[] = [];
    for (let n = 0; n < forSeconds * perSecond; n += 1) {
      const due = start + (n * 1000) / perSecond - performance.now();
      if (due > 1) await new Promise((resolve) => setTimeout(resolve, due));
      asked.push(ask(n).catch(() => void (answers.errors += 1)));
    }
    await Promise.all(asked);
  };
  await send(1); // fills caches and connections
  answers = { took: [], errors: answers.errors };
  await send(seconds);
  process.stdout.write(JSON.stringify(answers));
}

main(JSON.parse(process.argv[2] ?? '') as Rate).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
