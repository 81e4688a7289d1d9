import { randomUUID } from 'node:crypto';
import type { ImportPreview } from '@tenantry/contracts';
import { jobsOf } from './jobs';
import { browser, type Person } from './people';
import type { Identity } from './start-identity';

/** A file with the columns that it needs. */
export const csv = (...lines: string[]) => ['E-mail;First name;Last name', ...lines].join('\r\n');

/** What previews a file or, with a password, begins its import into the organization of the person. */
export const importRequest = ({ organizationId }: Person, file: string, more: object = {}) => ({
  file,
  organizationId,
  accountType: 'standard',
  language: 'de',
  ...more,
});

/** The line of each fault, with its codes. */
export const problemsOf = ({ lines }: ImportPreview) =>
  lines.map(({ line, problems }) => [line, ...problems]);

/** What somebody does with imports, against the identity that runs by then. */
export const importsOf = (identity: () => Identity, person: () => Person) => {
  const { over, items } = jobsOf(identity, person);
  const asking = () => browser(identity(), person().cookie);
  const request = (file: string, more: object = {}) => importRequest(person(), file, more);
  const begin = (file: string, more: object = {}, headers?: Record<string, string>) =>
    asking().post('/v1/imports', request(file, { password: person().password, ...more }), headers);
  return {
    asking,
    request,
    begin,
    over,
    items,
    preview: async (file: string, more?: object) =>
      (await asking().post('/v1/imports/preview', request(file, more)).expect(200)).body as ImportPreview,
    imported: async (file: string, more?: object) => {
      const { jobId } = (await begin(file, more).expect(202)).body as { jobId: string };
      return { job: await over(jobId), items: await items(jobId), jobId };
    },
  };
};

/** An organization below that of the person. @returns its id */
export async function customerOf(
  { database }: Identity,
  { organizationId }: Person,
  name: string,
): Promise<string> {
  const id = randomUUID();
  await database.query(
    `insert into organization (id, parent_id, kind, name, path, version)
     values ($1, $2, 'customer', $3, array[$2, $1]::uuid[], 1)`,
    [id, organizationId, name],
  );
  return id;
}
