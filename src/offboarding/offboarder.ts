import type { FieldCost } from '../cost/field-cost.ts';
import type { UnsupportedError } from '../errors.ts';

/** What a step does. The steps of a plan are in this order: what ends access at once comes first, accounts come last. */
export const actions = [
  'END_SESSIONS',
  'REVOKE_TOKEN',
  'WITHDRAW_SUPER_ADMIN',
  'REVOKE_ROLE',
  'LEAVE_GROUP',
  'REVOKE_TENANT_ACCESS',
  'WITHDRAW_INVITATION',
  'DELETE_ACCOUNT',
] as const;
export type Action = (typeof actions)[number];

/** One REST call that takes something from a person. The plan shows it before it is made. */
export interface Removal<Id extends string = string> {
  /** The operation of the platform's contract. */
  readonly operation: Id;
  readonly values: Readonly<Record<string, string>>;
  /** Whether the platform answers with a conflict that there is nothing to remove; otherwise with "not found" only. */
  readonly conflictSaysGone?: true;
}

/** Something of a person that has to go, or that the platform's version cannot take away. */
export interface Step<Id extends string = string> {
  readonly action: Action;
  /** What is removed, by the ids that tell it from all else on the platform. */
  readonly ids: readonly string[];
  /** What the step does, in a sentence. */
  readonly description: string;
  readonly removal: Removal<Id> | UnsupportedError;
}

/** A step of a plan. */
export const step = <Id extends string = never>(
  action: Action,
  ids: readonly string[],
  description: string,
  removal: Removal<Id> | UnsupportedError,
): Step<Id> => ({ action, ids, description, removal });

/** Whether the person is the caller; undefined if the platform does not tell who the caller is. */
export type IsCaller = boolean | undefined;

/** What a platform has of a person. */
export interface Found<Id extends string = string> {
  /** The account; undefined if there is none. */
  readonly account: { readonly userId: string; readonly username: string } | undefined;
  readonly isCaller: IsCaller;
  /** In any order. */
  readonly steps: readonly Step<Id>[];
}

/** How a platform takes leave of a person: what its description contributes to `offboardPerson`. */
export interface Offboarder<Session = unknown, Id extends string = string> {
  /** What `find` costs at most. */
  readonly cost: FieldCost;
  /**
   * Finds all that the person has on the platform. It reads only.
   * @param email the username, in any letter case
   * @throws {ConflictError} if several accounts have this name
   */
  find(session: Session, email: string): Promise<Found<Id>>;
  /** The call that a removal makes: `DELETE /api/v1/users/42`. */
  callOf(session: Session, removal: Removal<Id>): string;
  /** Makes the call, and finds out its outcome if the answer is lost. */
  remove(session: Session, removal: Removal<Id>): Promise<void>;
}
