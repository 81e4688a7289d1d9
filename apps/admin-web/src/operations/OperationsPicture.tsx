import { useTranslation } from 'react-i18next';
import type { Operations } from '../api/operations';
import { Flow, type FlowLane, type FlowNode, type FlowTone } from '../ui/Flow';
import { type Asked, useOperationsWords } from './use-operations-words';
import { toneOfWaiting } from './waiting';

/** The way of a message: written down by its service, taken by the broker, kept in a queue, applied by whoever reads it. */
export function OperationsPicture({ asked }: { asked: readonly Asked[] }) {
  const { t } = useTranslation();
  const nodes = useNodes();
  const words = useOperationsWords();
  const lanes = asked.map((each): FlowLane => {
    const { service, operations, error } = each;
    return {
      id: service,
      head: {
        title: service,
        state: words.state(each),
        note: operations ? words.replicas(operations) : '',
        tone: error ? 'bad' : operations ? 'calm' : 'off',
      },
      ...nodes(operations),
    };
  });
  const answered = asked.flatMap(({ operations }) => operations ?? []);
  const isReached = answered.every(({ queue }) => queue !== null);
  return (
    <Flow
      label={t('operations.picture')}
      middle={{
        label: t('operations.broker'),
        tone: answered.length === 0 ? 'off' : isReached ? 'calm' : 'bad',
      }}
      lanes={lanes}
    />
  );
}

function useNodes() {
  const { t } = useTranslation();
  const { number } = useOperationsWords();
  const node = (label: string, count: number, tone: FlowTone): FlowNode => ({
    label,
    value: number(count),
    tone,
  });
  const unknown = (label: string): FlowNode => ({ label, value: '?', tone: 'off' });
  return (operations: Operations | undefined): Pick<FlowLane, 'before' | 'after'> => {
    const [outbox, queue, due] = [
      t('operations.part.outbox'),
      t('operations.part.queue'),
      t('operations.part.due'),
    ];
    if (!operations) return { before: unknown(outbox), after: [unknown(queue), unknown(due)] };
    const { at, queue: received, outbox: written, streams, mails, jobs } = operations;
    const stuck = streams.parked + streams.refused + streams.withGap;
    const after = [
      received ? node(queue, received.messages, received.messages > 0 ? 'busy' : 'calm') : unknown(queue),
      stuck > 0
        ? node(t('operations.part.stuck'), stuck, 'bad')
        : node(
            due,
            streams.due,
            // What is tried again is due again and again: there is something to do also in between.
            toneOfWaiting('streams', { count: streams.due + streams.retrying, since: streams.dueSince, at }),
          ),
    ];
    if (mails) {
      const open = mails.ready + mails.sending;
      after.push(
        node(
          t('operations.part.mails'),
          open,
          toneOfWaiting('mails', { count: open, since: mails.oldestReadyAt, at }),
        ),
      );
    }
    if (jobs)
      after.push(
        jobs.failed.length > 0
          ? node(t('operations.part.failedJobs'), jobs.failed.length, 'bad')
          : node(
              t('operations.part.jobs'),
              jobs.running,
              toneOfWaiting('jobs', { count: jobs.running, since: jobs.lateSince, at }),
            ),
      );
    return {
      before: node(
        outbox,
        written.pending,
        toneOfWaiting('outbox', { count: written.pending, since: written.oldestAt, at }),
      ),
      after,
    };
  };
}
