import { ApiError, BadResponseError, NotFoundError } from '../errors.ts';
import type { Window } from '../paging/window.ts';
import type { Operation } from '../rest/contract.ts';
import { changedVersion, VersionChangedError } from '../rest/contradiction.ts';
import { presenceOf, type Shown } from '../rest/presence.ts';
import type { RestSession } from '../rest/session.ts';
import { Witness } from '../rest/witness.ts';
import { afterWrite, withoutEffect } from '../rest/writes.ts';
import { nobody } from './detect.ts';
import { selectUsers } from './loaders/local-list.ts';
import type { RunaiDialect } from './versions.ts';
import type { UserList, WireUser } from './wire-types.ts';

/** Pages have round sizes: a whole list of so many rows, or a multiple, may be a page. */
const roundSize = 50;

/** The operation that tells a version from those before it that lack the feature. */
const witnesses = {
  paging: ['count_users', {}],
  notify: ['count_access_rules', {}],
  rules: ['count_access_rules', {}],
  names: ['get_users_minimal', { id: [nobody], limit: 1 }],
} as const;

/** Beginnings of the paths of objects that not all versions have, and an operation that needs none of these objects. */
const kinds = [
  ['/v1/k8s/', 'getRoles'],
  ['/api/v1/authorization/access-rules/', 'count_access_rules'],
  ['/api/v1/authorization/roles/', 'get_roles_v1'],
  ['/api/v2/authorization/roles/', 'get_roles'],
  ['/api/v1/authorization/permission-sets/', 'get_roles'],
] as const;

/**
 * Looks at answers for what the version of the request would not have answered: platforms are upgraded. What an answer
 * does not show itself, a read that begins after it confirms. Does nothing where a setting names the version.
 */
export class Contradictions {
  readonly #dialect: RunaiDialect;
  readonly #witness: Witness | undefined;
  readonly #kinds = new Map<string, Promise<Shown>>();
  /** Users without names beside users with names. */
  readonly #nameless = new WeakSet<WireUser>();

  constructor(dialect: RunaiDialect, session: RestSession) {
    this.#dialect = dialect;
    this.#witness = dialect.finder && new Witness('Run:ai', session, dialect.finder);
  }

  /**
   * A page of a list that the platform filters, orders and cuts: one that does not knows none of these parameters. The end
   * of a list does not show that rows before it were skipped.
   * @throws {UnavailableError} if the version is another one
   */
  async page(rows: readonly WireUser[], list: UserList & Window): Promise<void> {
    if (!this.#dialect.finder) return;
    this.names(rows);
    await this.length(rows.length, list);
    const { conditions = [], sortBy, sortOrder, search } = list;
    const selected = selectUsers(rows, { conditions, ...(sortBy && sortOrder && { sortBy, sortOrder }) });
    const isServed = selected.length === rows.length && selected.every((row, index) => row === rows[index]);
    const isFound = !search || rows.every((row) => mentions(row, search));
    // A whole list in place of a full page would have to have just as many rows as were asked for: so much chance is not asked about.
    const showsSkipping = list.offset === 0 || rows.length === 0 || rows.length === list.limit;
    if (!isServed || !isFound || !showsSkipping) await this.confirm('paging');
  }

  /** So many rows for a window. @throws {UnavailableError} if the version is another one */
  async length(rows: number, { limit }: Window): Promise<void> {
    if (rows > limit) await this.#check();
  }

  /** So many rows of a list that comes whole. @throws {UnavailableError} if the version is another one */
  async whole(rows: number): Promise<void> {
    if (rows > 0 && rows % roundSize === 0) await this.#check();
  }

  /** Notes who has names: a user with names has them in any version. */
  names(rows: readonly WireUser[]): void {
    const { finder, features } = this.#dialect;
    if (!finder || !rows.some(isNamed)) return;
    if (!features.names) finder.doubt(true);
    for (const row of rows) if (!isNamed(row)) this.#nameless.add(row);
  }

  /**
   * A user who has no name: either the platform knows none, or it knows no names any more. Undefined if nothing is to
   * be asked.
   * @throws {UnavailableError} if the version is another one
   */
  nameless(user: WireUser): Promise<void> | undefined {
    return this.#witness && !this.#nameless.has(user) ? this.confirm('names') : undefined;
  }

  /**
   * Asks whether the platform still has a feature that the version of the request has.
   * @throws {UnavailableError} if the version is another one
   */
  async confirm(feature: keyof typeof witnesses): Promise<void> {
    const [id, query] = witnesses[feature];
    await this.#witness?.confirm(this.#dialect.contract.operation(id), query);
  }

  /**
   * Makes a change that a version without the feature would make in part, and not say so.
   * @throws {ApiError} without a call, where the platform has not the feature any more, or cannot be asked
   * @throws {BadResponseError} with the outcome unknown, where it had it no more when the change was made
   */
  async around<Result>(feature: keyof typeof witnesses, change: () => Promise<Result>): Promise<Result> {
    await this.confirm(feature).catch((error: unknown) => {
      throw error instanceof ApiError ? withoutEffect(error, 'NOT_SENT') : error;
    });
    const result = await change();
    await this.confirm(feature).catch((error: unknown) => {
      if (error instanceof VersionChangedError) throw afterWrite(new BadResponseError(error.message, { cause: error }));
    });
    return result;
  }

  /**
   * A 404 of an operation that not all versions have: it says that an object is absent only where the platform has the others
   * of its kind.
   * @throws {UnavailableError} if it does not
   */
  async absent({ template, safe }: Operation, error: unknown): Promise<void> {
    const { contract } = this.#dialect;
    const witness = this.#witness;
    const kind = kinds.find(([path]) => template.startsWith(path));
    if (!witness || !kind || !(error instanceof NotFoundError)) return;
    const [, id] = kind;
    const reason = 'Checks whether only this object is absent, or the operation.';
    const shown = this.#kinds.get(id) ?? presenceOf(witness.session, contract.operation(id), {}, reason);
    this.#kinds.set(id, shown);
    if ((await shown).is !== 'absent') return;
    this.#dialect.finder?.doubt(true);
    const changed = changedVersion('Run:ai');
    throw safe ? changed : withoutEffect(changed, 'REFUSED');
  }

  async #check(): Promise<void> {
    const witness = this.#witness;
    if (witness && !(await witness.holds(this.#dialect.version))) throw changedVersion('Run:ai');
  }
}

const isNamed = ({ firstName, lastName }: WireUser) => firstName !== undefined || lastName !== undefined;

/** Whether a search finds a user by what it looks at, without regard to case. */
function mentions({ username, firstName, lastName }: WireUser, search: string): boolean {
  const texts = [username, firstName, lastName, `${firstName} ${lastName}`].map(String);
  return texts.some((text) => text.toLowerCase().includes(search.toLowerCase()));
}
