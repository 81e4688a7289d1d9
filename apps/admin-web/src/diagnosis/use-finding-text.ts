import { useTranslation } from 'react-i18next';
import type { Finding, NamedCharacter } from '../api/diagnosis';
import { useFormat } from '../i18n/format';

/** @returns a function that names a character: `“a”`, `“а” (Cyrillic, U+0430)`, `U+200B` where nobody sees it */
export function useCharacterName(): (character: NamedCharacter) => string {
  const { t, i18n } = useTranslation();
  return ({ character, codePoint, script }) => {
    if (/^[\x21-\x7E]$/.test(character)) return t('diagnosis.character.quoted', { character });
    if (/^[\p{Default_Ignorable_Code_Point}\p{C}\s]$/u.test(character)) return codePoint;
    const known = i18n.exists(`diagnosis.script.${script}`)
      ? [t(`diagnosis.script.${script as 'Cyrillic'}`), codePoint]
      : [codePoint];
    return t('diagnosis.character.named', { character, name: known.join(', ') });
  };
}

/** @returns a function that says in words what was found; `null` of what the console has no words for */
export function useFindingText(): (finding: Finding) => string | null {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const nameOf = useCharacterName();
  return ({ code, facts }) => {
    const { characters = [], until, since, purpose, times: count = 1, reason } = facts;
    const [what, kind = ''] = code.split('.');
    if (i18n.exists(`diagnosis.odd.${kind}`)) {
      const text = t(`diagnosis.odd.${kind as 'space'}`, { characters: characters.map(nameOf).join(' ') });
      return `${t(what === 'email' ? 'person.email' : 'person.userName')}: ${text}`;
    }
    const key = (
      code === 'sign_in.failed' && count > 1 ? 'diagnosis.failed.inRow' : `diagnosis.finding.${code}`
    ) as 'diagnosis.finding.link.open';
    if (!i18n.exists(key)) return null;
    const mail = i18n.exists(`diagnosis.link.${purpose}`)
      ? t(`diagnosis.link.${purpose as 'reset'}`)
      : (purpose ?? '');
    const why = i18n.exists(`diagnosis.reason.${reason}`)
      ? t(`diagnosis.reason.${reason as 'blocked'}`)
      : (reason ?? '');
    return t(key, {
      mail,
      reason: why,
      until: until ? format.dateTime(until) : '',
      since: since ? format.relative(since) : '',
      times: t('diagnosis.failed.times', { count }),
    });
  };
}
