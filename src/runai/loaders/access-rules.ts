import DataLoader from 'dataloader';
import { readEach } from '../../batching/batch.ts';
import { NotFoundError } from '../../errors.ts';
import { arrayList } from '../../paging/array-list.ts';
import type { List } from '../../paging/list.ts';
import type { RequestLists } from '../../paging/list-facts.ts';
import { totalledList } from '../../paging/totalled-list.ts';
import type { AuthorizationApi } from '../authorization-api.ts';
import { authorizationPageCap, type RuleList, type WireAccessRule, type WireOwnRule } from '../wire-authorization.ts';
import { SubjectRules } from './subject-rules.ts';

/** The name by which the number of all access rules is remembered. */
export const rulesTotalHint = 'runai.accessRules';

const reason = 'Rows of the requested list.';
const reasonOfCount = 'The length of the requested list.';

/** The access rules of Run:ai as one request sees them. */
export class AccessRules {
  /** A rule with the path of its scope; null if there is none. */
  readonly byId: DataLoader<string, WireAccessRule | null>;
  /** The rules that name a user or a group. */
  readonly ofSubjects: SubjectRules;
  readonly #api: AuthorizationApi;
  readonly #lists: RequestLists;

  constructor(api: AuthorizationApi, lists: RequestLists) {
    this.#api = api;
    this.#lists = lists;
    this.ofSubjects = new SubjectRules(api, lists.pageCap);
    this.byId = new DataLoader((ids) =>
      readEach(ids, async (id) => {
        // An id that is no number belongs to no rule.
        if (!/^\d{1,10}$/.test(id)) throw new NotFoundError('Run:ai has no such access rule.');
        return api.getRule(id, 'Only the read of a single rule contains the path of its scope.');
      }),
    );
  }

  /** A list as a connection shows it, the oldest first unless the list says otherwise. */
  list(asked: RuleList): List<WireAccessRule> {
    const key = `runai.accessRules ${JSON.stringify(asked)}`;
    const idOf = ({ id }: WireAccessRule) => String(id);
    // A parameter without a value would not be sent, and all rules would come.
    if (asked.subjectIds?.length === 0) return arrayList(key, [], idOf);
    const isWhole = Object.keys(asked).length === 0;
    const list: RuleList = { sortBy: 'createdAt', sortOrder: 'asc', ...asked };
    const { subjectIds, clusterId, lastUpdated, ...selection } = list;
    const isCountable = [subjectIds, clusterId, lastUpdated].every((value) => value === undefined);
    return totalledList<WireAccessRule>({
      key,
      cap: authorizationPageCap,
      pageCap: this.#lists.pageCap,
      idOf,
      read: async (window) => {
        const page = await this.#api.listRules({ ...list, ...window }, reason);
        if (isWhole) this.#lists.sawRows(rulesTotalHint, page.total);
        return page;
      },
      // A count does not take all that a list takes: a page of one row tells then.
      ...(isCountable && { count: () => this.#api.countRules(selection, reasonOfCount) }),
    });
  }

  /** The rules that hold for the caller, those of the caller's groups included. */
  listOwn(search: string | undefined): List<WireOwnRule> {
    const query = search ? { search } : {};
    return totalledList<WireOwnRule>({
      key: `runai.ownAccessRules ${JSON.stringify(query)}`,
      cap: authorizationPageCap,
      pageCap: this.#lists.pageCap,
      idOf: ({ id, ...rule }) => String(id ?? JSON.stringify(rule)),
      read: (window) => this.#api.listOwnRules({ ...query, ...window }, reason),
      count: () => this.#api.countOwnRules(query, reasonOfCount),
    });
  }
}
