import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RouterLink } from '../ui/RouterLink';
import { AddressBounces } from '../users/AddressBounces';
import { bouncesQuery } from '../users/use-bounces';

/** Whether mail to the user's address comes back (B5), with the way to what mends it; nothing where it does not. */
export function AddressState({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const [bounce] = useQuery(bouncesQuery([userId])).data?.items ?? [];
  if (!bounce) return null;
  return (
    <>
      <AddressBounces bounce={bounce} />
      <RouterLink to="/users/$userId" params={{ userId }} search={{ tab: 'diagnosis' }} size="sm">
        {t('user.tab.diagnosis')}
      </RouterLink>
    </>
  );
}
