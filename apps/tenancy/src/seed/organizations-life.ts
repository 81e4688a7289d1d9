import { changeStatus } from '../organizations/change-status';
import { setKeyUsers } from '../organizations/set-key-users';
import { organizationSchema } from '../organizations/organization.schema';
import type { Furnishing } from './furnish';
import { staffOf } from './staff';

const withKeyUsers = [
  'Velaria Networks',
  'Brückner & Söhne Netzservice GmbH',
  'Iberlínea Comunicaciones S.L.',
  'Alpenblick Hotelgruppe AG',
];

/** Has organizations name their first two administrators as key users (C13). */
export async function nameKeyUsers(furnishing: Furnishing): Promise<void> {
  for (const name of withKeyUsers) {
    const { organizationId, master, administrators } = staffOf(furnishing, name);
    const { version } = await furnishing.tx.findOneByOrFail(organizationSchema, { id: organizationId });
    const userIds = administrators.slice(0, 2).map(({ userId }) => userId);
    await setKeyUsers(furnishing)(master.acting, organizationId, { version, userIds });
  }
}

/** Has a customer suspended and another one closed by the company above, with people in both (A14). */
export async function suspendAndClose(furnishing: Furnishing): Promise<void> {
  const change = changeStatus(furnishing);
  const companyOf = (name: string) => staffOf(furnishing, name).master.acting;
  const idOf = (name: string) => staffOf(furnishing, name).organizationId;
  await change(
    companyOf('Clínica Santa Begoña'),
    idOf('Farmacia Ordóñez'),
    'organization.suspend',
    'Dos facturas pendientes desde hace tres meses.',
  );
  await change(
    companyOf('Werkstatt Grünwald eG'),
    idOf('Polsterei Weißhaupt'),
    'organization.close',
    'Betrieb zum Jahresende aufgegeben, Vertrag gekündigt.',
  );
}
