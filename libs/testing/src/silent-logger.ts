const silent = () => undefined;

/** A logger that says nothing. */
export const silentLogger = { debug: silent, info: silent, warn: silent, error: silent };

export type LogLine = { level: 'debug' | 'info' | 'warn' | 'error'; fields: object; message: string };

/** A logger that keeps its lines, for tests of what is logged. */
export function recordingLogger() {
  const lines: LogLine[] = [];
  const at = (level: LogLine['level']) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
