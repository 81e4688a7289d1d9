import { chatOperatorRole } from '@tenantry/domain';
import { accessSchema } from '../access/access.schema';
import { changeAccess } from '../access/change-access';
import { findLimit } from '../dialogues/get-dialogue-limit';
import { setDialogueLimit } from '../dialogues/set-dialogue-limit';
import { createRole } from '../roles/create-role';
import { createSubAccount } from '../sub-accounts/create-sub-account';
import type { Furnishing } from './furnish';
import { type Member, staffOf } from './staff';

/** Sub-accounts, and the modules that the organization's users open. */
const plannedSubAccounts = [
  {
    of: 'Müllerhoff Logistik GmbH',
    names: ['Hamburg', 'Lübeck', 'Rostock'],
    modules: ['statistics', 'numbers'],
  },
  { of: 'Clínica Santa Begoña', names: ['Consultas', 'Urgencias', 'Administración'], modules: ['messages'] },
  {
    of: 'Lakeshore Credit Union',
    names: ['Personal banking', 'Business banking'],
    modules: ['messages', 'scripts'],
  },
];

const shiftLead = {
  of: 'Alpenblick Hotelgruppe AG',
  name: 'Schichtleitung',
  description: 'Sieht die eigenen Leute, sperrt sie im Notfall und hebt die Sperre wieder auf.',
  permissions: ['user.view', 'user.block', 'user.unblock'] as const,
};

/** Makes sub-accounts and a role of an organization's own, and gives them to people (A2–A4). */
export async function grantParts(furnishing: Furnishing): Promise<void> {
  for (const { of, names, modules } of plannedSubAccounts) {
    const { master, organizationId, users } = staffOf(furnishing, of);
    const ids: string[] = [];
    for (const name of names) {
      const created = await createSubAccount(furnishing)({ organizationId, name, acting: master.acting });
      ids.push(created.subAccountId);
    }
    for (const [place, user] of users.slice(0, 2 * names.length).entries()) {
      const entered = ids.filter(
        (_, at) => at === place % names.length || at === (place + 1) % (names.length + 1),
      );
      await give(furnishing, master, user, { modules, subAccountIds: entered });
    }
  }

  const { master, organizationId, administrators } = staffOf(furnishing, shiftLead.of);
  const { name, description, permissions } = shiftLead;
  const { roleId } = await createRole(furnishing)({
    ...{ organizationId, name, description, permissions: [...permissions] },
    lowestAccountType: 'privileged',
    acting: master.acting,
  });
  const last = administrators.at(-1);
  if (last && administrators.length > 1) await give(furnishing, master, last, { roleIds: [roleId] });

  const auditor = staffOf(furnishing, 'Brückner & Söhne Netzservice GmbH');
  const [, , third] = auditor.administrators;
  if (third) await give(furnishing, auditor.master, third, { roleIds: ['auditor'] });
}

const chat = { of: 'Lakeshore Credit Union', maximums: [300, 100] };

/** Makes users chat operators, each with a maximum number of dialogues (A13). */
export async function makeChatOperators(furnishing: Furnishing): Promise<void> {
  const { master, users } = staffOf(furnishing, chat.of);
  const { acting } = master;
  for (const [place, maximum] of chat.maximums.entries()) {
    const user = users.at(-1 - place);
    if (!user) continue;
    await give(furnishing, master, user, { roleIds: [chatOperatorRole] });
    const { version } = await findLimit(furnishing.tx, user.userId);
    await setDialogueLimit(furnishing)({ userId: user.userId, maximum, version, acting });
  }
}

type Parts = { roleIds?: string[]; modules?: string[]; subAccountIds?: string[] };

/** Changes these parts of somebody's access; the others stay. */
async function give(furnishing: Furnishing, master: Member, { userId }: Member, parts: Parts): Promise<void> {
  const { accountType, roleIds, modules, subAccountIds, version } = await furnishing.tx.findOneByOrFail(
    accessSchema,
    { userId },
  );
  await changeAccess(furnishing)({
    ...{ userId, version, accountType, roleIds, modules, subAccountIds, ...parts },
    acting: master.acting,
  });
}
