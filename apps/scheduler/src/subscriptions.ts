import {
  applyRetention,
  checkSealChain,
  identityJobFinished,
  identityJobProgressed,
  keepSealHead,
  reportRetention,
  reportSealCheck,
} from '@tenantry/contracts';
import { beginRetention, beginSealCheck, on } from '@tenantry/messaging';
import { finishRun } from './jobs/finish-run';
import { reportProgress } from './jobs/report-progress';
import { takeRetentionReport } from './retention/take-retention-report';
import { keepHead } from './seals/seal-heads';
import { takeReport } from './seals/take-report';

export const subscriptions = [
  on(identityJobProgressed, reportProgress),
  on(identityJobFinished, finishRun),
  on(keepSealHead, keepHead),
  on(reportSealCheck, takeReport),
  on(checkSealChain.scheduler, beginSealCheck),
  on(applyRetention.scheduler, beginRetention),
  on(reportRetention, takeRetentionReport),
];
