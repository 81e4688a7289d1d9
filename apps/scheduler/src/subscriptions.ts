import { identityJobFinished, identityJobProgressed } from '@tenantry/contracts';
import { on } from '@tenantry/messaging';
import { finishRun } from './jobs/finish-run';
import { reportProgress } from './jobs/report-progress';

export const subscriptions = [on(identityJobProgressed, reportProgress), on(identityJobFinished, finishRun)];
