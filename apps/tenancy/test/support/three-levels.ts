import { type TestService, testService } from './service';
import {
  anOrganization,
  aUser,
  emptyWorld,
  insertWorld,
  type TestOrganization,
  type TestUser,
} from './world';

type Person = 'operator' | 'master' | 'administrator' | 'standard' | 'blocked' | 'employee';

/** An operator, a reseller below it and a company below that, made anew before each test of the file, and what asks them. */
type ThreeLevels = {
  service: TestService;
  root: TestOrganization;
  reseller: TestOrganization;
  company: TestOrganization;
  people: Record<Person, TestUser>;
  read: (person: TestUser, organization: TestOrganization, what: string) => Promise<unknown>;
  /** Writes, and expects the status (200). */
  put: (
    person: TestUser,
    organization: TestOrganization,
    what: string,
    body: object,
    status?: number,
  ) => Promise<unknown>;
};

/** To be called once in a `describe`; the world is there from the first test on. */
export function threeLevels(): ThreeLevels {
  const levels = {} as ThreeLevels;
  beforeAll(async () => {
    const service = await testService();
    const url = ({ id }: TestOrganization, what: string) => `/v1/organizations/${id}/${what}`;
    Object.assign(levels, {
      service,
      read: async (person, organization, what) =>
        (await service.get(url(organization, what), await service.signIn(person)).expect(200))
          .body as unknown,
      put: async (person, organization, what, body, status = 200) => {
        const answer = await service.send('put', url(organization, what), await service.signIn(person), body);
        expect([answer.status, answer.body]).toEqual([status, expect.anything()]);
        return answer.body as unknown;
      },
    } satisfies Partial<ThreeLevels>);
  });
  beforeEach(async () => {
    const { service } = levels;
    await emptyWorld(service.database);
    const root = anOrganization(null, 'Velaria');
    const reseller = anOrganization(root, 'Reseller');
    const company = anOrganization(reseller, 'Company');
    const people = {
      operator: aUser(root, 'master', { firstName: 'Olga', lastName: 'Operator' }),
      master: aUser(reseller, 'master', { firstName: 'Mia', lastName: 'Master' }),
      administrator: aUser(reseller, 'privileged', { firstName: 'Ada', lastName: 'Admin' }),
      standard: aUser(reseller, 'standard'),
      blocked: aUser(reseller, 'standard', { status: 'blocked' }),
      employee: aUser(company, 'standard', { firstName: 'Eva', lastName: 'Employee' }),
    };
    Object.assign(levels, { root, reseller, company, people });
    await insertWorld(service.database, {
      organizations: [root, reseller, company],
      users: Object.values(people),
    });
  });
  afterAll(() => levels.service.close());
  return levels;
}
