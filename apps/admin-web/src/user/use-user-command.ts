import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CommandResult } from '../api/identity';
import { rememberWrite } from '../api/last-write';
import { toastSuccess, toastUndo } from '../ui/toast';

/**
 * A command on one user: afterwards the page and every list read anew, and the lists wait for the write.
 * @param success what the toast says
 * @param undo takes it back, where the person asks for it within ten seconds
 */
export function useUserCommand<Input, Result extends CommandResult>(
  command: (input: Input) => Promise<Result>,
  {
    userId,
    success,
    undo,
    onDone,
    onError,
  }: {
    userId: string;
    success: string | ((result: Result, input: Input) => string);
    undo?: (input: Input) => void;
    onDone?: (result: Result) => void;
    onError?: (error: Error) => void;
  },
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: command,
    ...(onError && { onError }),
    onSuccess: async (result, input) => {
      rememberWrite(result);
      void queryClient.invalidateQueries({ queryKey: ['users'] });
      await queryClient.invalidateQueries({ queryKey: ['user', userId] });
      const message = typeof success === 'string' ? success : success(result, input);
      if (undo) toastUndo(message, () => undo(input));
      else toastSuccess(message);
      onDone?.(result);
    },
  });
}
