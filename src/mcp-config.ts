import type { z } from 'zod';
import type { facadeSettings } from './settings/catalog.ts';
import { ConfigError } from './settings/read.ts';

/** Trusted documents as tools. */
export interface McpConfig {
  readonly trustedDocuments: ReadonlyMap<string, string>;
  /** Names of the mutations that may be tools. */
  readonly mutations: readonly string[];
}

/** @throws {ConfigError} if there are no documents to serve */
export function mcpConfig({
  MCP,
  MCP_MUTATIONS: mutations,
  TRUSTED_DOCUMENTS,
}: z.infer<typeof facadeSettings>): McpConfig | undefined {
  if (!MCP) return undefined;
  if (TRUSTED_DOCUMENTS) return { trustedDocuments: TRUSTED_DOCUMENTS, mutations };
  throw new ConfigError('TRUSTED_DOCUMENTS must be set where MCP=on: the documents are the tools.');
}
