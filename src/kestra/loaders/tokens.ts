import DataLoader from 'dataloader';
import { readEach } from '../../batching/batch.ts';
import { ForbiddenError } from '../../errors.ts';
import type { KestraApi, WireViewer } from '../api.ts';
import { byId } from '../by-tenant.ts';
import { joinId, splitId } from '../composite-id.ts';
import type { OwnAccount } from '../own-account.ts';
import type { NewToken, ServiceAccountKey, TokenBody, WireToken } from '../tokens-api.ts';

/** Whose API tokens are meant: exactly one of these. */
export type TokenOwner =
  | { readonly userId: string /** Whether it is asked as the caller's own. */; readonly isCaller?: true }
  | { readonly serviceAccount: ServiceAccountKey };

/** A token, and whose it is. */
export interface OwnedToken extends WireToken {
  readonly owner: TokenOwner;
}

/** What leads to a token again: its owner, and its own id. It is the same in whichever tenant the owner was addressed. */
export const idOfToken = (owner: TokenOwner, tokenId: string): string => joinId(...ownerIds(owner), tokenId);

/** What an owner adds to the ids of its tokens. */
export const ownerIds = (owner: TokenOwner): readonly string[] =>
  'userId' in owner ? ['user', owner.userId] : ['serviceAccount', owner.serviceAccount.id];

/** Where tokens are read from. */
export interface TokenSources {
  readonly api: KestraApi;
  readonly own: OwnAccount;
  /** Where service accounts are looked for by callers who may not look in all tenants. */
  readonly tenant: string;
  caller(): Promise<WireViewer>;
}

/** The API tokens of users and service accounts, listed at most once a request for each. */
export class KestraTokens {
  /** The tokens of an owner; null if there is no such owner. */
  readonly of: DataLoader<TokenOwner, readonly WireToken[] | null, string>;

  readonly #sources: TokenSources;

  constructor(sources: TokenSources) {
    this.#sources = sources;
    this.of = new DataLoader((owners) => readEach(owners, (owner) => list(sources, owner)), {
      cacheKeyFn: (owner) => JSON.stringify(owner),
    });
  }

  /** The token with an id (`idOfToken`); null if its owner has none like it. */
  async byId(id: string): Promise<OwnedToken | null> {
    const [kind, ownerId, tokenId] = splitId(id);
    if (ownerId === undefined || tokenId === undefined) return null;
    const owner = await this.#owner(kind, ownerId);
    return owner && this.owned(owner, tokenId);
  }

  /** The token of an owner; null if the owner has none like it. */
  async owned(owner: TokenOwner, tokenId: string): Promise<OwnedToken | null> {
    const tokens = await this.of.load(owner);
    const token = tokens && byId([tokenId], tokens).get(tokenId);
    if (token instanceof Error) throw token;
    return token ? { ...token, owner } : null;
  }

  /**
   * The service account with an id, in all tenants or, for those who may not look there, in the one that the facade is
   * configured with; null if there is none.
   */
  async serviceAccount(id: string): Promise<ServiceAccountKey | null> {
    const inAll = { id };
    try {
      return (await this.of.load({ serviceAccount: inAll })) && inAll;
    } catch (error) {
      if (!(error instanceof ForbiddenError)) throw error;
      const inOne = { id, tenant: this.#sources.tenant };
      if (await this.of.load({ serviceAccount: inOne })) return inOne;
      throw error;
    }
  }

  async #owner(kind: string | undefined, id: string): Promise<TokenOwner | null> {
    if (kind === 'user') return this.#user(id);
    const serviceAccount = kind === 'serviceAccount' ? await this.serviceAccount(id) : null;
    return serviceAccount && { serviceAccount };
  }

  /** A user, as whom the caller is asked for where others may not be. */
  async #user(userId: string): Promise<TokenOwner> {
    try {
      await this.of.load({ userId });
      return { userId };
    } catch (error) {
      if (!(error instanceof ForbiddenError)) throw error;
      const { id } = await this.#sources.caller().catch(() => ({ id: undefined }));
      if (id === userId) return { userId, isCaller: true };
      throw error;
    }
  }
}

/** Issues a token: the one time that it is shown in full. */
export function createToken(api: KestraApi, owner: TokenOwner, body: TokenBody): Promise<NewToken> {
  return 'userId' in owner
    ? api.tokens.createUserToken(owner.userId, body)
    : api.tokens.createServiceAccountToken(owner.serviceAccount, body);
}

/** Revokes a token. */
export function deleteToken(api: KestraApi, owner: TokenOwner, tokenId: string): Promise<void> {
  return 'userId' in owner
    ? api.tokens.deleteUserToken(owner.userId, tokenId)
    : api.tokens.deleteServiceAccountToken(owner.serviceAccount, tokenId);
}

function list({ api, own }: TokenSources, owner: TokenOwner): Promise<WireToken[]> {
  const reason = 'Each owner has a list of tokens.';
  if ('userId' in owner && owner.isCaller) return own.tokens();
  return 'userId' in owner
    ? api.tokens.listUserTokens(owner.userId, reason)
    : api.tokens.listServiceAccountTokens(owner.serviceAccount, reason);
}
