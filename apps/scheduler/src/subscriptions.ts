import {
  checkSealChain,
  identityJobFinished,
  identityJobProgressed,
  keepSealHead,
  reportSealCheck,
} from '@tenantry/contracts';
import { beginSealCheck, on } from '@tenantry/messaging';
import { finishRun } from './jobs/finish-run';
import { reportProgress } from './jobs/report-progress';
import { keepHead } from './seals/seal-heads';
import { takeReport } from './seals/take-report';

export const subscriptions = [
  on(identityJobProgressed, reportProgress),
  on(identityJobFinished, finishRun),
  on(keepSealHead, keepHead),
  on(reportSealCheck, takeReport),
  on(checkSealChain.scheduler, beginSealCheck),
];
