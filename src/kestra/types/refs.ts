import { builder } from '../../graph/builder.ts';
import type { WireSummary } from '../api.ts';
import type { OwnedAuthMethod } from '../loaders/auth-methods.ts';
import type { KnownGroup } from '../loaders/groups.ts';
import type { KnownTenant } from '../loaders/tenants.ts';
import type { OwnedToken } from '../loaders/tokens.ts';
import type { ServiceAccountKey } from '../tokens-api.ts';

/** References to the types, declared before their fields since the types refer to each other. */
export const KestraUser = builder.objectRef<WireSummary>('KestraUser');
export const KestraGroup = builder.objectRef<KnownGroup>('KestraGroup');
export const KestraTenant = builder.objectRef<KnownTenant>('KestraTenant');
export const KestraAuthMethod = builder.objectRef<OwnedAuthMethod>('KestraAuthMethod');
export const KestraApiToken = builder.objectRef<OwnedToken>('KestraApiToken');
export const KestraServiceAccount = builder.objectRef<ServiceAccountKey & { readonly name?: string }>(
  'KestraServiceAccount',
);
