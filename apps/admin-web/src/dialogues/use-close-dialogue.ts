import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { closeDialogue, dialogueKeys, type OwnDialogue } from '../api/dialogues';
import { useProblemText } from '../i18n/problem-text';
import { toastError, toastSuccess } from '../ui/toast';

/** Closes a dialogue, which frees a place of its operator. */
export function useCloseDialogue() {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ dialogueId }: OwnDialogue) => closeDialogue(dialogueId),
    onSuccess: () => toastSuccess(t('dialogues.closeDone')),
    onError: (error) => toastError(problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: dialogueKeys }),
  });
}
