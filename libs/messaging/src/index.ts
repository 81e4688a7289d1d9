export { addMessagingMetrics } from './add-messaging-metrics';
export { appendEvents, draft, type EventDraft } from './append-events';
export { AddAuditIndexes1764620000000 } from './audit/add-audit-indexes';
export { type AuditPlace, searchLog } from './audit/search-log';
export { brokerSession, type BrokerSession } from './broker-session';
export { type ConsumerState, startConsumer } from './consumer';
export { AddDeadLetters1764510000000 } from './dead-letters/add-dead-letters';
export { countDeadLetters } from './dead-letters/count-dead-letters';
export { discardDeadLetter } from './dead-letters/discard-dead-letter';
export { DeadLetterRefusal } from './dead-letters/entry';
export { getDeadLetter } from './dead-letters/get-dead-letter';
export { listDeadLetters } from './dead-letters/list-dead-letters';
export { replayDeadLetter, replayDeadLetters } from './dead-letters/replay-dead-letters';
export { deadLettersOf, type DeadLetterService } from './dead-letters/write-act';
export { declareTopologies } from './declare-topology';
export { findHistory, type HistoryRow, listHistory } from './list-history';
export type { Logger } from './logger';
export { messagingMetrics, type MessagingMetrics } from './metrics';
export { messagingMigrations } from './migrations';
export { connectPoke, type Poke } from './poke';
export type { QueueDepth } from './queue-depth';
export { type RelayState, startRelay } from './relay';
export { replayCommand } from './replay-command';
export { replayLog } from './replay-log';
export { AddRetention1764700000000 } from './retention/add-retention';
export { beginRetention } from './retention/begin-retention';
export type { Kept } from './retention/run-retention';
export { startRetention } from './retention/start-retention';
export { requireBound } from './require-bound';
export { replayParked } from './replay-parked';
export { appendOnlyTables, CreateMessagingTables1763800000000 } from './schema';
export { AddSealChain1764600000000 } from './seal-chain/add-seal-chain';
export { getSealState } from './seal-chain/get-seal-state';
export { beginSealCheck } from './seal-chain/seal-check';
export type { SealKeys } from './seal-chain/sealing';
export { startSealing } from './seal-chain/start-sealing';
export { sendCommand } from './send-command';
export { inSteps } from './steps';
export { inSpanBelow } from './trace';
export {
  type Handler,
  type HandlerContext,
  NonRetryableError,
  on,
  RetryableError,
  type Subscription,
} from './subscriptions';
export { type Topology, topologyOf } from './topology';
export { transactions } from './transactions';
export { waker } from './waker';
