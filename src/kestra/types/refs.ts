import { builder } from '../../graph/builder.ts';
import type { ServiceAccountKey, WireSummary, WireToken } from '../api.ts';
import type { KnownGroup } from '../loaders/groups.ts';

/** References to the types, declared before their fields since the types refer to each other. */
export const KestraUser = builder.objectRef<WireSummary>('KestraUser');
export const KestraGroup = builder.objectRef<KnownGroup>('KestraGroup');
export const KestraTenant = builder.objectRef<{ readonly id: string; readonly name?: string }>('KestraTenant');
export const KestraAuthMethod = builder.objectRef<{
  readonly id?: string;
  readonly type?: string;
  readonly name?: string;
}>('KestraAuthMethod');
export const KestraApiToken = builder.objectRef<WireToken>('KestraApiToken');
export const KestraServiceAccount = builder.objectRef<ServiceAccountKey>('KestraServiceAccount');
