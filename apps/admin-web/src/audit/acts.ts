import { services } from '../api/services';
import { isKnownEvent, knownEvents } from '../history/event-look';

/** What the trail has beside the histories: of modules, of jobs, and of stuck messages. */
const others = [
  'tenancy.module.changed.v1',
  'identity.job.finished.v1',
  'identity.job.progressed.v1',
  'scheduler.job.paused.v1',
  'scheduler.job.resumed.v1',
] as const;
const isOther = (type: string): type is (typeof others)[number] => others.some((other) => other === type);

const stuck = services.flatMap((service) => [
  { type: `${service}.dead-letters.replayed.v1`, service, act: 'replayed' } as const,
  { type: `${service}.dead-letters.discarded.v1`, service, act: 'discarded' } as const,
]);

/** Every act that the console has words for, by the type of its event. */
export const acts: readonly string[] = [...knownEvents, ...others, ...stuck.map(({ type }) => type)];

/** The key of what an act is called, with what stands in the text; `null` for a type that there are no words for. */
export function actKey(type: string) {
  if (isKnownEvent(type)) return { key: `event.${type}`, values: {} } as const;
  if (isOther(type)) return { key: `audit.act.${type}`, values: {} } as const;
  const found = stuck.find((one) => one.type === type);
  return found ? ({ key: `audit.act.${found.act}`, values: { service: found.service } } as const) : null;
}
