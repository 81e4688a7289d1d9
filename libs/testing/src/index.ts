export { testEnvironment, type TestEnvironment } from './environment';
export { eventually } from './eventually';
export { type FreshDatabase, freshDatabase } from './fresh-database';
export { type Delegated, type LargeWorld, WorldRefusedError, writeLargeWorld } from './large-world';
export { mails, type ReceivedMail } from './mails';
export { type LogLine, recordingLogger, silentLogger } from './silent-logger';
export { tcpProxy, type TcpProxy } from './tcp-proxy';
export { tenancyThatAnswers } from './tenancy-answers';
export { emptyVhost, testVhost } from './test-vhost';
