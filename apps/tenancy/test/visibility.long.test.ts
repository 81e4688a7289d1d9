import { sameSight } from './support/same-sight';
import { type TestService, testService } from './support/service';

describe('who sees whom', () => {
  let service: TestService;
  beforeAll(async () => (service = await testService()));
  afterAll(() => service.close());

  it(
    '[A8] is the same by the long rule, by the domain’s and in SQL, in 10,000 random worlds',
    () => sameSight(service, 10_000),
    30 * 60_000,
  );
});
