import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../api/diagnosis';
import { Text } from '../ui/basics';
import classes from './Diagnosis.module.css';
import { useFindingText } from './use-finding-text';

/** What was found, each with what would mend it; `clear` where it is nothing and nothing else was. */
export function Findings({ findings, clear }: { findings: readonly Finding[]; clear: string | null }) {
  const { t } = useTranslation();
  const textOf = useFindingText();
  // A problem before what is only worth knowing. What a newer service finds beyond the console's words is left out.
  const known = [...findings]
    .sort((one, other) => other.level.localeCompare(one.level))
    .flatMap((finding) => {
      const text = textOf(finding);
      return text ? [{ ...finding, text }] : [];
    });
  if (known.length === 0)
    return clear === null ? null : (
      <div className={classes.entry}>
        <IconCircleCheck size={18} aria-hidden className={classes.clear} />
        <Text>{clear}</Text>
      </div>
    );
  return (
    <ul className={classes.list}>
      {known.map(({ code, level, mend, text, facts: { reason } }) => {
        const Glyph = level === 'problem' ? IconAlertTriangle : IconInfoCircle;
        return (
          <li key={`${code} ${text}`} className={classes.entry}>
            <Glyph size={18} aria-hidden className={classes[level]} />
            <div className={classes.text}>
              <Text>{text}</Text>
              {reason && code !== 'sign_in.failed' && <Text c="dimmed">{reason}</Text>}
              {mend && (
                <Text size="sm" c="dimmed">
                  {t(`diagnosis.mend.${mend}`)}
                </Text>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
