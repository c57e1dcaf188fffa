import { memoized } from '../memoized.ts';
import type { Connection } from '../platform.ts';
import { type Contract, loadContract } from '../rest/contract.ts';
import { Dialects } from '../rest/dialect.ts';
import type { TokenIssuer } from '../rest/token-issuer.ts';
import { detector } from './detect.ts';
import { runaiRefusal, tokenRefusal } from './error-body.ts';
import { Runai } from './runai.ts';
import { features, newestVersion, type RunaiVersion } from './versions.ts';

/**
 * How the facade speaks to Run:ai: to the version that is named, or to the one that it finds.
 * @param exchangesTokens whether client credentials are exchanged for tokens
 */
export function runaiConnection(version: RunaiVersion | 'auto', exchangesTokens: boolean): Connection<Runai> {
  const dialects = runaiDialects(version);
  const { contract, features: supposed } = dialects.now;
  return {
    contract,
    ownRefusal: runaiRefusal,
    tokens: exchangesTokens ? tokenIssuer(contract) : undefined,
    probe: { operation: 'get_users', ...(supposed.paging && { query: { offset: 0, limit: 1 } }) },
    open: (session, lists) => new Runai(session, lists, dialects.now),
    openFound: async (session, lists) => new Runai(session, lists, await dialects.find(session)),
    found: dialects.finder,
  };
}

function tokenIssuer(contract: Contract): TokenIssuer {
  const operation = contract.operation('grant_token_v2');
  if (!operation) throw new Error('Run:ai issues tokens from 2.24 on.');
  return { operation, ownRefusal: tokenRefusal };
}

/** By which versions the facade speaks to Run:ai. */
export function runaiDialects(version: RunaiVersion | 'auto') {
  return new Dialects(version, { features, newest: newestVersion, contractOf: runaiContract, detector });
}

/** The contract of a version, read once. */
export const runaiContract = memoized(
  (version: RunaiVersion) =>
    loadContract(`runai-${features[version].contract}`, {
      safe: ['get_permitted_scopes'],
      dropped: ['change_user_password'],
      forms: {
        '^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}$': 'must be an email address, such as name@example.com',
      },
      keys: {
        get_users: ['id', 'username'],
        get_users_minimal: ['id', 'username'],
        get_user_by_id: ['username'],
        create_user: ['username'],
        getUsers: ['userId'],
        getGroups: ['userId'],
      },
    }),
  (version) => features[version].contract,
);
