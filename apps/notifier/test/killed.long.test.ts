import { judged, killedWhileItSends } from './support/killed';

it('[B4] killed sixty times while it sends 4,000 mails, it loses none, and doubles only those with a link of which it could not know', async () => {
  const fates = await killedWhileItSends({ mails: 4000, kills: 60 });
  expect(fates).toHaveLength(4000);
  const { doubles, unknown, interrupted } = judged(fates);
  expect(interrupted).toBeGreaterThanOrEqual(30);
  expect(doubles + unknown).toBeGreaterThanOrEqual(30);
}, 900_000);
