import { sealer } from '@tenantry/service-defaults';
import { BootstrapRefused, inviteOperator } from '../src/invitations/invite-operator';
import { invitationSettings } from '../src/invitations/new-invitation';
import { browser, codeOf, eventsOf, goodPassword, newAddress, signUpRequest } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
beforeAll(async () => (identity = await startIdentity({ operator: false })));
afterAll(() => identity.close());

const bootstrap = (email: string) =>
  inviteOperator({
    transact: identity.transact,
    clock: () => new Date(),
    invitations: invitationSettings(identity.config, sealer(identity.config.SEALING_PUBLIC_KEY)),
  })({ organizationName: 'Velaria Networks', email, firstName: 'Olga', lastName: 'Petrova', language: 'ru' });

describe('the bootstrap', () => {
  it('refuses what is no address', async () => {
    await expect(bootstrap('olga')).rejects.toThrow(BootstrapRefused);
  });

  it('[C11] comes before the first account: until then sign-ups and their links are refused and say so', async () => {
    const email = newAddress();
    for (const [path, body] of [
      ['/v1/sign-ups', signUpRequest(email)],
      ['/v1/sign-ups/verify', { code: `test.${'x'.repeat(43)}`, password: goodPassword }],
    ] as const) {
      const refused = await browser(identity).post(path, body).expect(409);
      expect(refused.body).toMatchObject({ code: 'sign_up.not_open' });
      expect((refused.body as { title: string }).title).toContain('bootstrap');
    }
    expect(await identity.mailsTo(email)).toHaveLength(0);
    expect(await identity.database.query('select from sign_up')).toHaveLength(0);
  });

  it('opens the operator’s account and invites its first master, once, however often it is started', async () => {
    const tries = await Promise.allSettled([
      bootstrap('Olga@Velaria.example'),
      bootstrap('olga@velaria.example'),
      bootstrap('other@velaria.example'),
    ]);
    const done = tries.filter((each) => each.status === 'fulfilled');
    expect(done).toHaveLength(1);
    for (const each of tries)
      if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(BootstrapRefused);

    const { userId } = done[0]?.value ?? { userId: '' };
    expect(await eventsOf(identity, `user/${userId}`)).toMatchObject([
      {
        version: 1,
        type: 'identity.account.opened.v1',
        data: { organizationKind: 'operator', organizationName: 'Velaria Networks' },
      },
      {
        version: 2,
        type: 'identity.user.created.v1',
        data: { accountType: 'master', origin: 'bootstrap' },
        personal: { firstName: 'Olga' },
      },
    ]);
    const [{ email } = { email: '' }] =
      await identity.database.query<{ email: string }[]>('select email from users');
    const [mail] = await identity.mailsTo(email);
    expect(mail).toMatchObject({
      template: 'invitation',
      language: 'ru',
      values: { organizationName: 'Velaria Networks' },
    });
    const accept = {
      code: codeOf(mail?.link),
      password: goodPassword,
      firstName: 'Olga',
      lastName: 'Petrova',
    };
    await browser(identity).post('/v1/invitations/accept', accept).expect(201);

    const first = newAddress();
    await browser(identity).post('/v1/sign-ups', signUpRequest(first)).expect(202);
    expect(await identity.mailsTo(first)).toMatchObject([{ template: 'verify_email' }]);
  });
});
