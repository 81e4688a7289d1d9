import { judged, killedWhileItSends } from './support/killed';

it('[B4] killed six times while it sends 400 mails, it loses none, and doubles only those with a link of which it could not know', async () => {
  const fates = await killedWhileItSends({ mails: 400, kills: 6 });
  expect(fates).toHaveLength(400);
  const { sent, doubles, unknown, interrupted } = judged(fates);
  // The kills were where they were meant to be: three of them between the mail server's taking a mail and the note of it.
  expect(interrupted).toBeGreaterThanOrEqual(3);
  expect(doubles + unknown).toBeGreaterThanOrEqual(3);
  expect(sent + unknown).toBeGreaterThanOrEqual(400);
}, 240_000);
