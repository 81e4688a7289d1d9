import type { BindServiceCenter, Binding, CopyPreview, UserServiceCenter } from '../api/service-centers';
import type { Choice } from '../ui/tri-state';

/** A binding as it is sent back: `null` opens all. */
export const requestOf = (
  binding: Pick<Binding, 'version' | 'owned' | 'customers' | 'entities'>,
): BindServiceCenter => ({
  version: binding.version,
  owned: binding.owned,
  customerIds: idsOf(binding.customers),
  entityIds: idsOf(binding.entities),
});

const idsOf = (opened: Binding['customers']): string[] | null =>
  opened.all ? null : opened.parts.map((part) => part.partId);

/** What is given now, as a choice to begin with; a new binding begins with all where that may be given. */
export function choiceOf(kind: UserServiceCenter['customers'], bound: boolean): Choice {
  if (kind.all || (!bound && kind.mayGiveAll)) return null;
  return kind.parts.filter((part) => part.given).map((part) => part.partId);
}

/** What a copy would write, in numbers. */
export function countsOf(preview: CopyPreview): { changed: number; kept: number; refused: number } {
  const count = (...outcomes: CopyPreview['items'][number]['outcome'][]) =>
    preview.items.filter((item) => outcomes.includes(item.outcome)).length;
  return { changed: count('added', 'extended'), kept: count('kept'), refused: count('refused') };
}
