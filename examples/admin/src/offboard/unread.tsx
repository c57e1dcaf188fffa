import { Trouble } from '../parts/trouble.tsx';
import type { Plan } from './use-offboarding.ts';

/** The platforms that a plan is not for, as nobody knows what the person has there. */
export const unreadOf = (plan: Plan | undefined) =>
  (plan?.accounts ?? []).flatMap(({ platform, error }) => (error ? [{ platform, error }] : []));

/** The names of platforms in a sentence. */
export const named = (accounts: readonly { readonly platform: string }[]) =>
  accounts.map(({ platform }) => platform).join(' and ');

/** Says for which platforms there is no plan, and why. */
export function Unread({ plan, onRetry }: { plan: Plan; onRetry: () => void }) {
  return unreadOf(plan).map(({ platform, error }) => (
    <Trouble
      key={platform}
      what={`What the person has on ${platform} is not known, so nothing is removed there.`}
      problem={error}
      onRetry={onRetry}
    />
  ));
}
