import { useTranslation } from 'react-i18next';
import { Badge } from '../ui/basics';
import { Tooltip } from '../ui/Tooltip';

/** The environment's name, so that nobody takes staging for production (C10). */
export function EnvironmentBadge({ environment }: { environment: string }) {
  const { t } = useTranslation();
  return (
    <Tooltip label={t('shell.environmentHint', { environment })}>
      <Badge
        size="md"
        tt="none"
        fw={600}
        variant="light"
        color={environment === 'production' ? 'red' : 'orange'}
        aria-label={t('shell.environment', { environment })}
        role="img"
      >
        {environment}
      </Badge>
    </Tooltip>
  );
}
