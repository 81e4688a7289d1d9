import type { LineKind } from '@tenantry/contracts';
import { assignLines } from '../lines/assign-lines';
import { registerLine } from '../lines/register-line';
import type { Furnishing } from './furnish';
import { staffOf } from './staff';

/** Lines that pass from a reseller to a company, and from there to its customers; the first so many of what is left. */
type Assignment = { to: string; count: number; on?: readonly Assignment[] };
type PlannedLines = {
  of: string;
  lines: readonly { kind: LineKind; identifier: string; label: string | null }[];
  assignments: readonly Assignment[];
};

const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));
const two = (n: number): string => String(n).padStart(2, '0');

// Numbers that the regulators of Germany and of the United Kingdom keep for films; SIM cards of an issuer that is none.
const sim = (n: number, label: string | null) => ({
  kind: 'sim' as const,
  identifier: `8949 99${String(n).padStart(2, '0')} 0000 0017 ${String(3100 + n * 7)}`,
  label,
});
const berlin = (n: number, label: string) => ({
  kind: 'number' as const,
  identifier: `+49 30 23125 1${two(n)}`,
  label,
});
const london = (n: number, label: string) => ({
  kind: 'number' as const,
  identifier: `+44 20 7946 01${two(n)}`,
  label,
});
const contract = (identifier: string, label: string) => ({ kind: 'contract' as const, identifier, label });

const plannedLines: readonly PlannedLines[] = [
  {
    of: 'Brückner & Söhne Netzservice GmbH',
    lines: [
      ...['Rezeption', 'Reservierung', 'Restaurant', 'Wellness', 'Notruf Aufzug', 'Verwaltung'].map(
        (label, n) => berlin(n, label),
      ),
      ...times(6, (n) => sim(n, `Fahrzeug ${two(n + 1)}`)),
      contract('BS-2025-0117', 'Glasfaser Garmisch'),
      contract('BS-2025-0142', 'Standleitung Hamburg'),
      ...times(4, (n) => sim(n + 10, null)),
    ],
    assignments: [
      {
        to: 'Alpenblick Hotelgruppe AG',
        count: 6,
        on: [
          { to: 'Hotel Edelweiß Garmisch', count: 2 },
          { to: 'Seehotel Königsruh', count: 2 },
        ],
      },
      { to: 'Müllerhoff Logistik GmbH', count: 6, on: [{ to: 'Spedition Faßbender', count: 3 }] },
    ],
  },
  {
    of: 'Iberlínea Comunicaciones S.L.',
    lines: [
      ...['Orders', 'Deliveries', 'Accounts', 'Front desk', 'Complaints'].map((label, n) => london(n, label)),
      ...times(5, (n) => sim(n + 20, `Terminal ${two(n + 1)}`)),
      contract('IB-2025-0031', 'Centralita virtual'),
      contract('IB-2025-0058', 'Fibra Levante'),
    ],
    assignments: [
      {
        to: 'Harrowgate Fine Foods Ltd',
        count: 5,
        on: [
          { to: 'The Copper Kettle', count: 2 },
          { to: 'Saltmarsh Smokehouse', count: 1 },
        ],
      },
      { to: 'Clínica Santa Begoña', count: 5, on: [{ to: 'Laboratorio Ibáñez', count: 2 }] },
    ],
  },
];

/** Registers the resellers' lines and has them assigned on, each time by the master of who holds them. */
export async function createLines(furnishing: Furnishing): Promise<void> {
  const register = registerLine(furnishing);
  const assign = assignLines(furnishing);

  const assignOn = async (
    holder: string,
    ids: string[],
    assignments: readonly Assignment[],
  ): Promise<void> => {
    const { acting } = staffOf(furnishing, holder).master;
    for (const { to, count, on } of assignments) {
      const lineIds = ids.splice(0, count);
      const { organizationId } = staffOf(furnishing, to);
      await assign(acting, { lineIds, organizationId });
      if (on) await assignOn(to, [...lineIds], on);
    }
  };

  for (const { of, lines, assignments } of plannedLines) {
    const { master, organizationId } = staffOf(furnishing, of);
    const ids: string[] = [];
    for (const line of lines) ids.push((await register(master.acting, organizationId, line)).line.lineId);
    await assignOn(of, ids, assignments);
  }
}
