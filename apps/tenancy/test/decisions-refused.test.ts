import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import request from 'supertest';
import { publicUrl, type Answer, type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld } from './support/world';

describe('questions for a decision are refused', () => {
  const root = anOrganization(null);
  const master = aUser(root, 'master');
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, { organizations: [root], users: [master] });
  });
  afterAll(() => service.close());

  const body = {
    actorId: master.userId,
    questions: [{ about: 'installation', act: 'installation.operate' }],
  };
  const send = (authorization?: string) => {
    const asked = request(service.app).post('/internal/decisions').send(body);
    return authorization === undefined ? asked : asked.set('authorization', authorization);
  };

  it('without a token, with a session, and with what is no token', async () => {
    const cookie = await service.signIn(master);
    const attempts = [
      send(),
      send('Bearer abc'),
      send('Basic YWJjOmRlZg=='),
      send().set('cookie', cookie).set('origin', publicUrl),
    ];
    for (const attempt of attempts) {
      const { body: problem } = (await attempt.expect(401)) as Answer;
      expect(problem).toMatchObject({ code: 'service_token.refused' });
    }
  });

  it('with a token for another service, or from a service that may not ask', async () => {
    const forAnother = await service.tokensOf('identity').issue('notifier');
    const fromAnother = await service.tokensOf('stranger').issue('tenancy');
    for (const token of [forAnother, fromAnother]) await send(`Bearer ${token}`).expect(401);
  });

  it('with a token that is too old or that somebody else has signed', async () => {
    const now = Math.floor(Date.now() / 1000);
    const signed = async (signer: 'identity' | 'stranger', at: number) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'EdDSA', typ: 'service+jwt', kid: 'identity' })
        .setIssuer('identity')
        .setAudience('tenancy')
        .setIssuedAt(at)
        .setExpirationTime(at + 60)
        .sign(await importJWK(service.privateKeyOf(signer), 'EdDSA'));
    await send(`Bearer ${await signed('identity', now)}`).expect(200);
    await send(`Bearer ${await signed('identity', now - 600)}`).expect(401);
    await send(`Bearer ${await signed('stranger', now)}`).expect(401);
  });

  it.each([
    ['an unknown key', { actorId: randomUUID(), questions: [], extra: 1 }, '/extra'],
    [
      'an id that is none',
      { actorId: '1', questions: [{ about: 'installation', act: 'installation.operate' }] },
      '/actorId',
    ],
    [
      'an act that is none',
      { actorId: randomUUID(), questions: [{ about: 'user', act: 'user.eat', userId: randomUUID() }] },
      '/questions/0/act',
    ],
    [
      'an invitation to nowhere',
      { actorId: randomUUID(), questions: [{ about: 'organization', act: 'user.invite' }] },
      '/questions/0/organizationId',
    ],
  ])('with %s', async (_what, wrong, pointer) => {
    const response = await service.decide(wrong);
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({
      code: 'request.invalid',
      errors: expect.arrayContaining([expect.objectContaining({ pointer })]) as unknown,
    });
  });
});
