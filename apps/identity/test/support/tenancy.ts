import {
  type Answer,
  claimRequestSchema,
  type Decision,
  decisionRequestSchema,
  type Question,
} from '@tenantry/contracts';
import {
  createHttpApp,
  listen,
  closeServer,
  type Logger,
  requireServiceToken,
} from '@tenantry/service-defaults';
import type { JSONWebKeySet } from 'jose';
import type { AddressInfo } from 'node:net';

/** @param onBehalfOfId whom the actor mirrors */
type Decide = (question: Question, actorId: string, onBehalfOfId: string | null) => Answer | Promise<Answer>;

export type StandInTenancy = {
  url: string;
  /** Every question that was asked, with its actor. */
  asked: { actorId: string; question: Question }[];
  /** How questions are answered from now on. Everything is allowed at first. */
  decide(how: Decide): void;
  close(): Promise<void>;
};

/** Stands for the actor where a rule of the installation asks for a claim and nobody acts. */
const byRule = 'rule';
export const allowed: Decision = { allowed: true };
export const unseen: Decision = {
  allowed: false,
  rule: 'outside_subtree',
  mend: 'ask_organization_above',
  visible: false,
};

/** Tenancy's decision endpoint as a server of its own: it checks the token and the form of the questions as tenancy does. */
export async function startTenancy(jwks: JSONWebKeySet, logger: Logger): Promise<StandInTenancy> {
  let decide: Decide = () => allowed;
  const asked: StandInTenancy['asked'] = [];
  const app = createHttpApp({
    logger,
    service: 'tenancy',
    publicUrl: 'http://localhost',
    csrf: false,
    configure(express) {
      const fromIdentity = requireServiceToken({ audience: 'tenancy', jwks, issuers: ['identity'] });
      express.post('/internal/decisions', fromIdentity, async (req, res) => {
        const { actorId, onBehalfOfId, questions } = decisionRequestSchema.parse(req.body);
        asked.push(...questions.map((question) => ({ actorId, question })));
        res.json({
          decisions: await Promise.all(
            questions.map(async (question) => decide(question, actorId, onBehalfOfId)),
          ),
        });
      });
      express.post('/internal/claims', fromIdentity, async (req, res) => {
        const { users } = claimRequestSchema.parse(req.body);
        const questions = users.map((user): Question => ({
          about: 'user',
          act: 'user.deactivate',
          ...user,
        }));
        asked.push(...questions.map((question) => ({ actorId: byRule, question })));
        res.json({
          decisions: await Promise.all(questions.map(async (question) => decide(question, byRule, null))),
        });
      });
    },
  });
  const server = await listen(app, { port: 0, host: '127.0.0.1' });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    decide: (how) => (decide = how),
    close: () => closeServer(server, 100),
  };
}
