import { identityJobFinished } from '@tenantry/contracts';
import { on } from '@tenantry/messaging';
import { finishRun } from './jobs/finish-run';

export const subscriptions = [on(identityJobFinished, finishRun)];
