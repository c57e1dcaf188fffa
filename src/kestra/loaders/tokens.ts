import DataLoader from 'dataloader';
import { readEach } from '../../batching/batch.ts';
import type { KestraApi, ServiceAccountKey, TokenBody, WireNewToken, WireToken } from '../api.ts';

/** Whose API tokens are meant: exactly one of these. */
export type TokenOwner = { readonly userId: string } | { readonly serviceAccount: ServiceAccountKey };

/** The API tokens of users and service accounts, listed at most once a request for each. */
export class KestraTokens {
  /** The tokens of an owner; null where there is no such owner. */
  readonly of: DataLoader<TokenOwner, readonly WireToken[] | null, string>;

  constructor(api: KestraApi) {
    this.of = new DataLoader((owners) => readEach(owners, (owner) => list(api, owner)), {
      cacheKeyFn: (owner) => JSON.stringify(owner),
    });
  }
}

/** Issues a token: the one time that it is shown in full. */
export function createToken(api: KestraApi, owner: TokenOwner, body: TokenBody): Promise<WireNewToken> {
  return 'userId' in owner
    ? api.createUserToken(owner.userId, body)
    : api.createServiceAccountToken(owner.serviceAccount, body);
}

/** Revokes a token. */
export function deleteToken(api: KestraApi, owner: TokenOwner, tokenId: string): Promise<void> {
  return 'userId' in owner
    ? api.deleteUserToken(owner.userId, tokenId)
    : api.deleteServiceAccountToken(owner.serviceAccount, tokenId);
}

function list(api: KestraApi, owner: TokenOwner): Promise<WireToken[]> {
  const reason = 'Tokens are listed for each owner.';
  return 'userId' in owner
    ? api.listUserTokens(owner.userId, reason)
    : api.listServiceAccountTokens(owner.serviceAccount, reason);
}
