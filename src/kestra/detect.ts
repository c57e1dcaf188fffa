import type { Contract } from '../rest/contract.ts';
import { presenceOf } from '../rest/presence.ts';
import type { Conclusion, Detect } from '../rest/version-finder.ts';
import { nobody } from './loaders/user-pages.ts';
import { features, type KestraVersion } from './versions.ts';

const reason = 'Finds the version of Kestra.';
const proved = (version: KestraVersion): Conclusion<KestraVersion> => ({ version, isProved: true });
const guess = (version: KestraVersion): Conclusion<KestraVersion> => ({ version, isProved: false });

/**
 * Finds the version of Kestra in two or three reads: from 1.3 on it tells who the caller is, which takes no right, and 2.0
 * lists the service accounts of a tenant. Where it does not tell the caller, a search for nobody shows whether that is
 * so for its age. 1.0 is 1.1 and 1.2 too, which are alike here.
 * @param tenant where service accounts are looked for
 */
export function detector(tenant: string): (contractOf: (version: KestraVersion) => Contract) => Detect<KestraVersion> {
  return (contractOf) => async (session) => {
    const newest = contractOf('2.0');
    const page = { page: 1, size: 1 };
    const me = await presenceOf(session, newest.operation('getCurrentUser'), {}, reason);
    if (me.is !== 'there') {
      const query = { ...page, [features['1.3'].search]: nobody };
      const { is, answer } = await presenceOf(session, contractOf('1.3').operation('listUsers'), query, reason);
      if (is !== 'there') return guess('1.0');
      if (totalOf(answer) > 0) return me.is === 'absent' ? proved('1.0') : guess('1.0');
    }
    const list = newest.operation('listServiceAccountsForTenant');
    const { is } = await presenceOf(session, list, page, reason, { tenant });
    if (is === 'there') return proved('2.0');
    return is === 'absent' ? proved('1.3') : guess('1.3');
  };
}

function totalOf(answer: unknown): number {
  const isPage = typeof answer === 'object' && answer !== null && 'total' in answer;
  return isPage && typeof answer.total === 'number' ? answer.total : 0;
}
