import i18next from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startI18n } from './i18n/i18n';
import { loadRuntime } from './runtime';
import { StartFailure } from './shell/StartFailure';
import { beginAction, opening, traceInteractions } from './tracing/tracing';

const element = document.getElementById('root');
if (!element) throw new Error('index.html has no element with the id root');
const root = createRoot(element);

beginAction(opening);
traceInteractions();
await startI18n();
await loadRuntime().then(
  (runtime) =>
    root.render(
      <StrictMode>
        <App runtime={runtime} />
      </StrictMode>,
    ),
  () => root.render(<StartFailure text={i18next.t('start.failed')} retry={i18next.t('action.retry')} />),
);
