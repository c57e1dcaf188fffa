import type { ManyKeys } from '../../batching/batch.ts';
import { ForbiddenError, NotFoundError } from '../../errors.ts';
import type { RunaiApi } from '../api.ts';
import { canCarry, keysPerLookUp, type LookUp, type WireUser } from '../wire-types.ts';

/** The fields of a user that a look-up answers. A link to another platform and access rules need no more than names. */
export const lookUpFields: ReadonlySet<string> = new Set([
  '__typename',
  'id',
  'userId',
  'username',
  'firstName',
  'lastName',
  'fullName',
  'kestraUser',
  'viewerCanUpdate',
  'viewerCanDelete',
  'accessRules',
]);

/** Looks up many users at once for those who need nothing but their names. Once refused, it is not asked again. */
export class UserLookUp {
  readonly #api: RunaiApi;
  #isRefused = false;

  constructor(api: RunaiApi) {
    this.#api = api;
  }

  /** By exact usernames; undefined once refused. What a filter cannot carry is not looked up. */
  get byUsername(): ManyKeys<string, WireUser> | undefined {
    return this.#by((names) => ({ filterBy: names.filter(canCarry).map((name) => `username==${name}`) }));
  }

  /** By ids; undefined once refused. */
  get byId(): ManyKeys<string, WireUser> | undefined {
    return this.#by((ids) => ({ id: ids.filter(canCarry) }));
  }

  /** Whose username contains a part, as many as the platform gives at once; undefined if it is refused. */
  async containing(part: string, reason: string): Promise<readonly WireUser[] | undefined> {
    if (this.#isRefused || !canCarry(part)) return undefined;
    return this.#read({ filterBy: [`username=@${part}`] }, reason).catch((error) => {
      if (this.#isRefused) return undefined;
      throw error;
    });
  }

  #by(users: (keys: readonly string[]) => LookUp): ManyKeys<string, WireUser> | undefined {
    if (this.#isRefused) return undefined;
    const read = async (keys: readonly string[], reason: string) => {
      const asked = users(keys);
      return Object.values(asked).flat().length > 0 ? this.#read(asked, reason) : [];
    };
    return { keysPerCall: keysPerLookUp, read };
  }

  async #read(users: LookUp, reason: string): Promise<readonly WireUser[]> {
    try {
      return await this.#api.lookUpUsers(users, reason);
    } catch (error) {
      this.#isRefused ||= error instanceof ForbiddenError || error instanceof NotFoundError;
      throw error;
    }
  }
}
