import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';

/**
 * A log of JSON lines. What could hold a secret has no place in a line, and is redacted should it get there.
 * @param destination where lines go: see `LogOutput`
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ['authorization', 'headers', 'variables', 'body', '*.authorization', '*.password', '*.tempPassword'],
      censor: '[redacted]',
    },
  };
  return pino(options, destination);
}
