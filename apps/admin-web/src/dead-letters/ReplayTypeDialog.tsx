import { useTranslation } from 'react-i18next';
import type { Service } from '../api/services';
import { replayDeadLetters } from '../api/dead-letters';
import { useFormat } from '../i18n/format';
import { Dialog } from '../ui/Dialog';
import { ActForm } from './ActForm';

type ReplayTypeProps = { service: Service; type: string; onClose: () => void };

/** Tries everything again that is parked because of a message of one type. */
export function ReplayTypeDialog({ service, type, onClose }: ReplayTypeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Dialog opened onClose={onClose} title={t('stuck.replayType')}>
      <ActForm
        trace="replay messages"
        consequences={t('stuck.replayType.text', { type, service })}
        submit={t('stuck.replay')}
        command={(reason) => replayDeadLetters(service, type, reason)}
        done={({ count }) => t('stuck.replayType.done', { number: format.number(count) })}
        onBack={onClose}
        onDone={onClose}
      />
    </Dialog>
  );
}
