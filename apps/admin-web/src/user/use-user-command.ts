import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CommandResult } from '../api/identity';
import { rememberWrite } from '../api/last-write';
import { toastSuccess } from '../ui/toast';

/**
 * A command on one user: afterwards the page and every list read anew, and the lists wait for the write.
 * @param success what the toast says
 */
export function useUserCommand<Input, Result extends CommandResult>(
  command: (input: Input) => Promise<Result>,
  {
    userId,
    success,
    onDone,
  }: {
    userId: string;
    success: string | ((result: Result, input: Input) => string);
    onDone?: (result: Result) => void;
  },
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: command,
    onSuccess: async (result, input) => {
      rememberWrite(result);
      void queryClient.invalidateQueries({ queryKey: ['users'] });
      await queryClient.invalidateQueries({ queryKey: ['user', userId] });
      toastSuccess(typeof success === 'string' ? success : success(result, input));
      onDone?.(result);
    },
  });
}
