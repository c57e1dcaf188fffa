/** Which kind of rule a value breaks, for programs that translate messages. */
export type IssueCode = 'REQUIRED' | 'TOO_SHORT' | 'TOO_LONG' | 'INVALID_FORMAT' | 'NOT_ALLOWED' | 'TAKEN' | 'INVALID';

/** One value that breaks a rule: its path in the input, the kind of rule, and the rule. Never the value. */
export interface Issue {
  readonly path: readonly string[];
  readonly code: IssueCode;
  readonly message: string;
}

/** What rules the issues are about, and where, as messages say it. */
export const rulesOf = (issues: readonly Issue[]) =>
  issues.map(({ path, message }) => `"${path.join('.')}" ${message}`).join('; ');
