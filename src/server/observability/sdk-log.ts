import type { DiagLogger } from '@opentelemetry/api';
import type { Logger } from 'pino';

/**
 * Writes the messages of OpenTelemetry's SDK to the program's own log. While it starts, they are about its settings, such as
 * a value that it does not know. Later an error may hold what a collector sent: only its name and code are logged.
 */
export function sdkLog(log: Logger, phase: 'starting' | 'running'): DiagLogger {
  const line = (level: 'warn' | 'info' | 'debug' | 'trace') => (message: string) =>
    log[level]({ detail: message }, 'opentelemetry');
  return {
    error: phase === 'starting' ? line('warn') : (message) => log.warn(nameOf(message), 'opentelemetry'),
    warn: line('warn'),
    info: line('info'),
    debug: line('debug'),
    verbose: line('trace'),
  };
}

/** The SDK hands errors on as JSON, with all of their properties. */
function nameOf(message: string): { readonly error?: unknown; readonly code?: unknown } {
  try {
    const { name, code } = JSON.parse(message) as { name?: unknown; code?: unknown };
    return { error: name, code };
  } catch {
    return { error: 'unknown' };
  }
}
