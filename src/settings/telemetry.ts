import { z } from 'zod';
import { baseUrl, setting } from './types.ts';

/** What the process tells of itself: logs and traces. */
export const telemetrySettings = {
  LOG_LEVEL: setting(
    z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'must be a pino level, or silent')
      .default('info'),
    'A pino level, or silent.',
  ),
  LOG_FORMAT: setting(
    z.enum(['json', 'pretty'], 'must be "json" or "pretty"').optional(),
    'json, or pretty: lines for people.',
    'pretty in a terminal, json otherwise',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    baseUrl,
    'The collector to send traces to. Setting it turns traces on; see traces.',
  ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: setting(baseUrl, 'The same, for traces alone.'),
  OTEL_TRACES_EXPORTER: setting(z.string().optional(), 'Turns traces on, unless it is none; see traces.'),
  OTEL_SDK_DISABLED: setting(z.string().optional(), 'true turns traces off.'),
};
