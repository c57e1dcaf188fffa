import { UnsupportedError } from '../errors.ts';
import { type Step, step } from '../offboarding/offboarder.ts';
import { type Features, type RunaiVersion, unsupported } from './versions.ts';

/** What Run:ai has of a person. */
interface PersonState {
  readonly account:
    | { readonly userId: string; readonly isLocal: boolean | null; readonly groups: readonly string[] }
    | undefined;
  /** The access rules that name the person. */
  readonly rules: readonly { readonly id: string; readonly role: string; readonly scope: string }[];
}

/** The operations by which something is taken from a person. */
export type RemovalId = 'logout_user' | 'delete_access_rule' | 'delete_user_by_id';

type RunaiStep = Step<RemovalId>;

/** What the platform's version is, and what it can do. */
interface Version {
  readonly version: RunaiVersion;
  readonly features: Pick<Features, 'rules'>;
}

/** The steps that remove everything: a pure function of the person's state and of what the version can do. */
export function stepsOf({ account, rules }: PersonState, { version, features }: Version): RunaiStep[] {
  const roles = rules.map(({ id, role, scope }) =>
    step('REVOKE_ROLE', [id], `Takes the role "${role}" in the ${scope} away.`, {
      operation: 'delete_access_rule',
      values: { accessRuleId: id },
    }),
  );
  if (!account) return roles;
  const { userId, isLocal, groups } = account;
  const values = { userId };
  const returns =
    isLocal === false
      ? ' It comes from single sign-on: unless it is closed there too, the next sign-in makes it anew.'
      : '';
  return [
    step('END_SESSIONS', [userId], 'Signs the person out.', { operation: 'logout_user', values }),
    step('REVOKE_TOKEN', [userId], 'Revokes access keys.', cannot('tell or revoke the access keys of a user')),
    ...(features.rules
      ? roles
      : [step('REVOKE_ROLE', [userId], 'Takes roles away. They end with the account.', unsupported(version, 'rules'))]),
    ...(groups.length > 0 ? [step('LEAVE_GROUP', [userId], leaves(groups), cannot('take users out of groups'))] : []),
    step('DELETE_ACCOUNT', [userId], `Deletes the account.${returns}`, { operation: 'delete_user_by_id', values }),
  ];
}

const leaves = (groups: readonly string[]) =>
  `Takes the person out of the groups that the identity provider names: ${groups.join(', ')}.`;

/** The error for what no version of the users API has a call for. */
const cannot = (what: string) => new UnsupportedError(`No version of the users API of Run:ai can ${what}.`, []);
