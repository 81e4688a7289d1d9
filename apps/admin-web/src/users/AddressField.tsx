import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { looksLikeEmail } from '../api/looks-like-email';
import { Textarea } from '../ui/basics';
import { AddressChips } from './AddressChips';
import { splitTyped, type TypedAddresses, withAddresses } from './addresses';

type AddressFieldProps = {
  value: TypedAddresses;
  onChange: (value: TypedAddresses) => void;
  error: ReactNode;
};

/** Takes any number of addresses, typed or pasted; each that is finished becomes a chip below. */
export function AddressField({ value, onChange, error }: AddressFieldProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const chips = useRef<HTMLUListElement>(null);
  const type = (text: string) => {
    const { finished, left } = splitTyped(text);
    onChange(finished ? withAddresses(value, finished, left) : { ...value, typed: left });
  };
  return (
    <div>
      <Textarea
        ref={field}
        label={t('invite.addresses')}
        description={t('invite.addressesHint')}
        placeholder={'ana.ruiz@example.com\nivan@example.org'}
        autosize
        minRows={2}
        maxRows={6}
        spellCheck={false}
        autoCapitalize="none"
        data-autofocus
        value={value.typed}
        error={error}
        onChange={(event) => type(event.currentTarget.value)}
        onPaste={(event) => {
          const { value: before, selectionStart, selectionEnd } = event.currentTarget;
          const pasted = event.clipboardData.getData('text');
          const text = before.slice(0, selectionStart) + pasted + before.slice(selectionEnd);
          // A part of an address is typed on.
          if (!/[\s,;]/.test(text.trim()) && !looksLikeEmail(text)) return;
          event.preventDefault();
          onChange(withAddresses(value, text, ''));
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Backspace' || value.typed !== '') return;
          event.preventDefault();
          chips.current?.querySelector<HTMLElement>('li:last-child button')?.focus();
        }}
      />
      <AddressChips
        list={chips}
        addresses={value.addresses}
        onChange={(addresses) => onChange({ ...value, addresses, duplicates: 0 })}
        onMend={(address) => {
          const addresses = value.addresses.filter((one) => one !== address);
          onChange({ ...withAddresses({ ...value, addresses }, value.typed, address) });
          field.current?.focus();
        }}
        onLeave={() => field.current?.focus()}
      />
    </div>
  );
}
