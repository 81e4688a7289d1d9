import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { userServiceCentersQuery } from '../api/access-queries';
import { bindServiceCenter, type Binding } from '../api/service-centers';
import { useProblemText } from '../i18n/problem-text';
import { toastError, toastUndo } from '../ui/toast';
import { requestOf } from './binding';
import { useBindingCommand } from './use-binding-command';

/** @returns a function that toggles the lock of a binding at once, and offers to take it back */
export function useLock(userId: string): (binding: Binding) => void {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const { queryKey } = userServiceCentersQuery(userId);
  const show = (serviceCenterId: string, owned: boolean) =>
    queryClient.setQueryData(
      queryKey,
      (known) =>
        known && {
          ...known,
          items: known.items.map((item) =>
            item.serviceCenterId === serviceCenterId ? { ...item, owned } : item,
          ),
        },
    );
  const locking = useBindingCommand(userId, (binding: Binding) =>
    bindServiceCenter(userId, binding.serviceCenterId, requestOf(binding)),
  );
  const set = async (binding: Binding, owned: boolean, undoable: boolean) => {
    // An older answer that is still on its way would show the old lock again.
    await queryClient.cancelQueries({ queryKey });
    show(binding.serviceCenterId, owned);
    locking.mutate(
      { ...binding, owned },
      {
        onError: (error) => {
          show(binding.serviceCenterId, !owned);
          toastError(problemText(error));
        },
        onSuccess: () => {
          if (!undoable) return;
          toastUndo(t(owned ? 'lock.given' : 'lock.taken', { center: binding.name }), () => {
            void queryClient.fetchQuery({ ...userServiceCentersQuery(userId), staleTime: 0 }).then((now) => {
              const bound = now.items.find((item) => item.serviceCenterId === binding.serviceCenterId);
              if (bound) void set(bound, !owned, false);
            });
          });
        },
      },
    );
  };
  return (binding) => void set(binding, !binding.owned, true);
}
