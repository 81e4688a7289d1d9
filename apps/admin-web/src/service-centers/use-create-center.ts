import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createServiceCenter } from '../api/service-centers';
import { useOnce } from '../api/use-once';
import { toastSuccess } from '../ui/toast';

/** Creates a service center and leads to its page. */
export function useCreateCenter(organizationId: string, onDone: () => void) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const once = useOnce();
  return useMutation({
    mutationFn: (name: string) => once((key) => createServiceCenter(organizationId, name, key)),
    onSuccess: ({ serviceCenter }) => {
      void queryClient.invalidateQueries({ queryKey: ['service-centers'] });
      queryClient.setQueryData(['service-center', serviceCenter.serviceCenterId], serviceCenter);
      toastSuccess(t('centers.created', { name: serviceCenter.name }));
      onDone();
      const { serviceCenterId } = serviceCenter;
      void navigate({ to: '/service-centers/$serviceCenterId', params: { serviceCenterId } });
    },
  });
}
