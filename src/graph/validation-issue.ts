import type { Issue, IssueCode } from '../errors.ts';

/** What a validator reports: that of zod has a code, too. */
interface Reported {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: unknown;
}

/** zod's names for the kinds of rules. */
const codes: Readonly<Record<string, IssueCode>> = { too_small: 'TOO_SHORT', too_big: 'TOO_LONG' };

/** The issue that a validator of arguments reports. Its path begins below `input`, the argument of mutations. */
export function issueOf({ message, path = [], code }: Reported): Issue {
  const names = path.map((step) => String(typeof step === 'object' ? step.key : step));
  return {
    path: names[0] === 'input' ? names.slice(1) : names,
    code: codes[String(code)] ?? 'INVALID',
    message,
  };
}
