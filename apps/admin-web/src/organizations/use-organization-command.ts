import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toastSuccess } from '../ui/toast';

/**
 * A command on an organization: afterwards everything that is known of organizations is read anew, because status,
 * policies and key users reach down the tree.
 * @param success what the toast says; `null` where the page itself shows the outcome
 */
export function useOrganizationCommand<Input, Result>(
  command: (input: Input) => Promise<Result>,
  { success, onDone }: { success: string | null; onDone?: (result: Result) => void },
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: command,
    onSuccess: async (result) => {
      void queryClient.invalidateQueries({ queryKey: ['organizations'] });
      await queryClient.invalidateQueries({ queryKey: ['organization'] });
      if (success) toastSuccess(success);
      onDone?.(result);
    },
  });
}
