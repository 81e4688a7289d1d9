import { IconAlertTriangle } from '@tabler/icons-react';
import { ApiProblem, problemsByField } from '../api/problem';
import { useProblemText } from '../i18n/problem-text';
import { Alert, Stack, Text } from './basics';
import { TraceId } from './States';

/** What failed when a form was sent; problems of single fields stand beside these instead. */
export function FormProblem({ error }: { error: Error | null }) {
  const problemText = useProblemText();
  if (!error) return null;
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />}>
      <Stack gap={6} align="flex-start">
        <Text>{problemText(error)}</Text>
        {problem?.traceId && problemsByField(problem).size === 0 && problem.status >= 500 && (
          <TraceId traceId={problem.traceId} />
        )}
      </Stack>
    </Alert>
  );
}
