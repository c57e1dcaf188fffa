import type { Choice } from '../batching/chosen.ts';
import type { Rows } from '../rest/rows.ts';
import type { components as Components22 } from './wire/2.22.ts';
import type { components as Components30 } from './wire/3.0.ts';

/** A user as Run:ai sends it; of who made the account null if it does not tell. */
export type WireUser = Omit<Components30['schemas']['User'], 'createdBy'> & { readonly createdBy: string | null };
/** A user as a look-up tells it. */
export type WireUserNames = Components30['schemas']['UserMinimal'];
export type WireCreatedUser = Components30['schemas']['UserPostResponse'];
export type WireSortField = Components30['schemas']['UsersFilterSortFields'];
/** A user with roles and clusters, as the deprecated family sends it. */
export type WireAccessUser = Components22['schemas']['User1'];
/** A group with roles and clusters; its `userId` is its name. */
export type WireAccessGroup = Components22['schemas']['Group'];
export type WireRole = Components22['schemas']['Role'];
export type WireUserType = Components22['schemas']['UserType'];

/** One condition on a user. `=@` is "contains". */
export interface Condition {
  readonly field: 'username' | 'createdBy' | 'lastLogin' | 'creationTime' | 'lastUpdated' | 'isLocal';
  readonly operator: '==' | '<=' | '>=' | '=@';
  readonly value: string;
}

/** Whether a condition can hold the value: the contract's pattern asks for one line of text, and commas part conditions. */
export function canCarry(value: string): boolean {
  return /^[^,\n\r\u2028\u2029]+$/.test(value) && value.isWellFormed();
}

/** What a list call and a count call have in common. */
export interface UserSelection {
  /** All of these hold. */
  readonly conditions?: readonly Condition[];
  readonly search?: string;
}

/** Goes through rows as they come: their number need not be counted apart then. */
export type Scan = (rows: Rows<WireUser>) => void;

/** Whom to look up: by conditions on usernames (any of several exact ones, or a part of one), or by ids. */
export interface LookUp {
  readonly filterBy?: readonly string[];
  readonly id?: readonly string[];
}

/** A condition that no version takes, looked at by the facade. */
export interface Check {
  readonly field: Condition['field'];
  readonly operator: 'startsWith' | 'endsWith' | 'not' | 'isNull';
  readonly value: string;
}

/** The conditions of a list, apart from the window: those that a list call takes, and those that the platform cannot filter by. */
export interface UserList extends UserSelection {
  /** All of these hold. A list call does not take them. */
  readonly choices?: readonly Choice<'id' | 'username' | 'createdBy'>[];
  /** All of these hold. A list call does not take them. */
  readonly checks?: readonly Check[];
  readonly sortBy?: WireSortField;
  readonly sortOrder?: 'asc' | 'desc';
}

export type OrderedUserList = UserList & Required<Pick<UserList, 'sortBy' | 'sortOrder'>>;

/** What a list of users or groups with access can be narrowed by. */
export interface AccessSelection {
  readonly roles?: WireRole[];
  readonly onlyCreatedByMe?: boolean;
  /** For users only. */
  readonly usersType?: WireUserType;
}

/** The most ids or exact usernames that one look-up takes. */
export const keysPerLookUp = 25;

/** The most users that one list call may ask for. */
export const pageCap = 500;
