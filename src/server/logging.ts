import { type GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import type { Context } from '../graph/context.ts';
import { requestId } from './request-id.ts';

/**
 * JSON logs, a line each. What could hold a secret has no place in a line, and is cut out should it get there.
 * @param destination where lines go: standard output when absent
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
  return destination ? pino(options, destination) : pino(options);
}

/** A line for each operation: names, numbers and codes; no variable, header, message or row. */
export function useLogging(log: Logger): Plugin<Context> {
  return {
    onExecute({ args: { contextValue, document, operationName } }) {
      if (!log.isLevelEnabled('info')) return;
      const start = performance.now();
      return {
        onExecuteDone({ result }) {
          const operation = getOperationAST(document, operationName);
          const errors = 'errors' in result ? (result.errors ?? []) : [];
          log.info(
            {
              requestId: requestId(contextValue.request),
              operation: operation?.name?.value ?? null,
              type: operation?.operation,
              ms: Math.round(performance.now() - start),
              restCalls: contextValue.calls().filter(({ shared }) => !shared).length,
              ...(errors.length > 0 && {
                errors: [...new Set(errors.map(codeOf))],
              }),
            },
            'operation',
          );
        },
      };
    },
  };
}

/** The code of an error, before or after it was made ready for the client. */
export function codeOf({ extensions, originalError }: GraphQLError): string {
  const original: (Error & { code?: unknown }) | undefined = originalError;
  return String(extensions.code ?? original?.code ?? 'INTERNAL_SERVER_ERROR');
}
