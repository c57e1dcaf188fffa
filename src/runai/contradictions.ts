import { NotFoundError } from '../errors.ts';
import type { Window } from '../paging/window.ts';
import type { Operation } from '../rest/contract.ts';
import { changedVersion } from '../rest/contradiction.ts';
import { presenceOf, type Shown } from '../rest/presence.ts';
import type { RestSession } from '../rest/session.ts';
import { selectUsers } from './loaders/local-list.ts';
import type { RunaiDialect } from './versions.ts';
import type { UserList, WireUser } from './wire-types.ts';

/** The rows that a version with pages gives where it is asked for none. */
const pageUnasked = 500;

/** Beginnings of the paths of objects that not all versions have, and an operation that needs none of these objects. */
const kinds = [
  ['/v1/k8s/', 'getRoles'],
  ['/api/v1/authorization/access-rules/', 'count_access_rules'],
  ['/api/v1/authorization/roles/', 'get_roles_v1'],
  ['/api/v2/authorization/roles/', 'get_roles'],
  ['/api/v1/authorization/permission-sets/', 'get_roles'],
] as const;

/**
 * Looks at answers for what the version of the request would not have answered: platforms are upgraded. The
 * platform is then asked for its version anew; for what may be chance, at most once in ten seconds. Does nothing where a
 * setting names the version.
 */
export class Contradictions {
  readonly #dialect: RunaiDialect;
  readonly #session: RestSession;
  readonly #kinds = new Map<string, Promise<Shown>>();

  constructor(dialect: RunaiDialect, session: RestSession) {
    this.#dialect = dialect;
    this.#session = session;
  }

  /**
   * A page of a list that the platform filters, orders and cuts: one that does not knows none of these parameters.
   * @throws {UnavailableError} where the version is another one
   */
  async page(rows: readonly WireUser[], list: UserList & Window): Promise<void> {
    if (!this.#dialect.finder) return;
    const { conditions = [], sortBy, sortOrder } = list;
    const selected = selectUsers(rows, { conditions, ...(sortBy && sortOrder && { sortBy, sortOrder }) });
    const isServed = selected.length === rows.length && selected.every((row, index) => row === rows[index]);
    if (rows.length > list.limit || !isServed) await this.#check(rows.length > list.limit);
    await this.names(rows);
  }

  /** So many rows for a window. @throws {UnavailableError} where the version is another one */
  async length(rows: number, { limit }: Window): Promise<void> {
    if (rows > limit) await this.#check(true);
  }

  /** So many rows of a list that comes whole. @throws {UnavailableError} where the version is another one */
  async whole(rows: number): Promise<void> {
    if (rows === pageUnasked) await this.#check(false);
  }

  /** Users, who all lack names though the version has them, or have them. @throws {UnavailableError} where the version is another one */
  async names(rows: readonly WireUser[]): Promise<void> {
    const { finder, features } = this.#dialect;
    if (!finder || rows.length === 0) return;
    const areNamed = rows.some(({ firstName, lastName }) => firstName !== undefined || lastName !== undefined);
    // What has names has them, whatever was known of the version.
    if (areNamed && !features.names) finder.doubt(true);
    if (!areNamed && features.names) await this.#check(false);
  }

  /**
   * A 404 of an operation that not all versions have: it says that an object is absent only where the platform has the others
   * of its kind.
   * @throws {UnavailableError} where it does not
   */
  async absent({ template }: Operation, error: unknown): Promise<void> {
    const { finder, contract } = this.#dialect;
    const kind = kinds.find(([path]) => template.startsWith(path));
    if (!finder || !kind || !(error instanceof NotFoundError)) return;
    const [, id] = kind;
    const reason = 'Tells whether an object is absent, or all of its kind.';
    const shown = this.#kinds.get(id) ?? presenceOf(this.#session, contract.operation(id), {}, reason);
    this.#kinds.set(id, shown);
    if ((await shown).is !== 'absent') return;
    finder.doubt(true);
    throw changedVersion('Run:ai');
  }

  async #check(isSure: boolean): Promise<void> {
    const { finder, version } = this.#dialect;
    if (finder && !(await finder.holds(version, this.#session, isSure))) throw changedVersion('Run:ai');
  }
}
