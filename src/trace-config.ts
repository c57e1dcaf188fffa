import type { z } from 'zod';
import type { facadeSettings } from './settings/catalog.ts';

/** A collector or an exporter that is named asks for traces, unless the exporter is `none`. The standard would make them always. */
export function wantsTraces(env: z.infer<typeof facadeSettings>): boolean {
  if (env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true') return false;
  const exporters = env.OTEL_TRACES_EXPORTER?.split(',').map((name) => name.trim());
  if (exporters) return exporters.some((name) => name !== 'none');
  return Boolean(env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT);
}
