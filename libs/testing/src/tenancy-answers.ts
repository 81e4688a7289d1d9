import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type Decision, decisionRequestSchema, type Question } from '@tenantry/contracts';

/** A tenancy that speaks its contract and decides as the test says. */
export async function tenancyThatAnswers(
  decide: (actorId: string, question: Question, onBehalfOfId: string | null) => Decision,
) {
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk: Buffer) => (body += chunk.toString()));
    req.on('end', () => {
      const { actorId, onBehalfOfId, questions } = decisionRequestSchema.parse(JSON.parse(body));
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(
        JSON.stringify({ decisions: questions.map((question) => decide(actorId, question, onBehalfOfId)) }),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}
