import { useMutation, useQueryClient } from '@tanstack/react-query';

/** A command on the service centers of a user: afterwards all that follows from them is read anew. */
export function useBindingCommand<Input, Answer>(
  userId: string,
  command: (input: Input) => Promise<Answer>,
  onDone?: (answer: Answer) => void,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: command,
    onSuccess: (answer) => onDone?.(answer),
    onSettled: () => {
      // Who may see whom follows from the locks: the lists of users too.
      void queryClient.invalidateQueries({ queryKey: ['users'] });
      return queryClient.invalidateQueries({ queryKey: ['user', userId] });
    },
  });
}
