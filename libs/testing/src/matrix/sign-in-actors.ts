import type { MatrixActor } from './tenancy-of-the-matrix';

type User = { userId: string; organizationId: string; epoch: number };
/** As much of identity's session store as signing in takes. */
type Sessions<Own> = {
  create(o: User & { idleSeconds: number }): Promise<{ secret: string; session: Own }>;
  mirror(o: User & { own: Own; organizationPath: undefined }): Promise<{ secret: string }>;
};

/** New sessions of all actors, and one of the master who acts as the delegated administrator; @returns the cookies */
export async function signInActors<Own>(
  sessions: Sessions<Own>,
  actors: Readonly<Record<MatrixActor, string>>,
  organizationId: string,
): Promise<Record<MatrixActor | 'mirrored', string>> {
  const user = (actor: MatrixActor) => ({ userId: actors[actor], organizationId, epoch: 0 });
  const signIn = async (actor: MatrixActor) => {
    const { secret, session } = await sessions.create({ ...user(actor), idleSeconds: 600 });
    return { cookie: `__Host-tenantry=${secret}`, session };
  };
  const names = Object.keys(actors) as MatrixActor[];
  const cookies = await Promise.all(
    names.map(async (actor) => [actor, (await signIn(actor)).cookie] as const),
  );
  const { cookie, session } = await signIn('master');
  const mirrored = await sessions.mirror({ ...user('delegated'), own: session, organizationPath: undefined });
  return {
    ...(Object.fromEntries(cookies) as Record<MatrixActor, string>),
    mirrored: `${cookie}; __Host-tenantry-mirror=${mirrored.secret}`,
  };
}
