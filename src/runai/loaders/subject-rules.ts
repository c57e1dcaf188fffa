import DataLoader from 'dataloader';
import { foldCase } from '../../batching/names.ts';
import type { PageCap } from '../../paging/page-cap.ts';
import { readWhole, totalledList } from '../../paging/totalled-list.ts';
import type { Window } from '../../paging/window.ts';
import { intact } from '../../rest/contract-breaches.ts';
import type { AuthorizationApi } from '../authorization-api.ts';
import { authorizationPageCap, type RuleList, type WireAccessRule } from '../wire-authorization.ts';
import { type Subject, subjectChunks } from './subject-chunks.ts';

/** A user whose rules are asked for. A rule names a user by the username; some clients write the id instead. */
interface RuleHolder {
  readonly id: string;
  readonly username: string;
}

type Rules = readonly WireAccessRule[];
type Kind = 'user' | 'group';

/** The access rules that name somebody: those of many users, or of many groups, are one call. */
export class SubjectRules {
  readonly byUser: DataLoader<RuleHolder, Rules, string>;
  readonly byGroup: DataLoader<string, Rules>;
  readonly #api: AuthorizationApi;
  readonly #pageCap: PageCap;

  constructor(api: AuthorizationApi, pageCap: PageCap) {
    this.#api = api;
    this.#pageCap = pageCap;
    this.byUser = new DataLoader<RuleHolder, Rules, string>(
      (users) =>
        this.#rulesOf(
          'user',
          users.map(({ username, id }) => [username, id]),
        ),
      { cacheKeyFn: ({ id }) => id },
    );
    this.byGroup = new DataLoader((names) =>
      this.#rulesOf(
        'group',
        names.map((name) => [name]),
      ),
    );
  }

  /** The rules that name a user in any letter case, whether there is such an account or not. */
  async ofName(username: string): Promise<Rules> {
    const rules = await this.#containing('user', username, 'Rules that name a user in another letter case.');
    return rules.filter(({ subjectId }) => foldCase(intact(subjectId)) === foldCase(username));
  }

  /** The rules of each subject, or the Error of the call that was to tell them. */
  async #rulesOf(kind: Kind, idsOf: readonly (readonly string[])[]): Promise<(Rules | Error)[]> {
    const subjects = idsOf.map((ids) => ({ ids: [...new Set(ids)].filter(Boolean) }));
    const found: (Rules | Error)[] = subjects.map(() => []);
    const chunks = subjectChunks(subjects.map(({ ids }) => ({ ids: ids.filter(isJoinable) })));
    await Promise.all(
      chunks.map(async (chunk) => {
        const ofChunk = chunk.map((index) => subjects[index] ?? { ids: [] });
        const rules = await this.#ofMany(kind, ofChunk).catch(asError);
        for (const [place, index] of chunk.entries())
          found[index] = rules instanceof Error ? rules : (rules[place] ?? []);
      }),
    );
    await Promise.all(
      subjects.map(async ({ ids }, index) => {
        for (const id of ids.filter((one) => !isJoinable(one))) {
          const known = found[index] ?? [];
          if (known instanceof Error) return;
          const more = await this.#ofOne(kind, id).catch(asError);
          found[index] = more instanceof Error ? more : [...known, ...more];
        }
      }),
    );
    return found;
  }

  /** The rules of each of several subjects, by one call, and further ones where there are more than a page of rules. */
  async #ofMany(subjectType: Kind, subjects: readonly Subject[]): Promise<Rules[]> {
    const subjectIds = subjects.flatMap(({ ids }) => ids.filter(isJoinable));
    if (subjectIds.length === 0) return [];
    return bySubject(
      await this.#every({ subjectType, subjectIds }, 'The rules of all requested users or groups.'),
      subjects,
    );
  }

  /** The rules of a subject whose id a list of ids cannot hold, as commas part them. */
  async #ofOne(subjectType: Kind, id: string): Promise<Rules> {
    const rules = await this.#containing(subjectType, id, 'The id contains a comma, so a list of ids cannot carry it.');
    return rules.filter((rule) => intact(rule.subjectId) === id);
  }

  /** The rules of all subjects whose id contains an id, or the longest part of it that a condition can hold. */
  #containing(subjectType: Kind, id: string, reason: string): Promise<Rules> {
    const [part = ''] = id.split(/[,\n\r\u2028\u2029]/).toSorted((a, b) => b.length - a.length);
    const conditions = [
      { field: 'subjectType', operator: '==', value: subjectType } as const,
      ...(part ? [{ field: 'subjectId', operator: '=@', value: part } as const] : []),
    ];
    return this.#every({ conditions }, reason);
  }

  #every(asked: RuleList, reason: string): Promise<Rules> {
    const list: RuleList = { ...asked, sortBy: 'createdAt', sortOrder: 'asc' };
    const reads = {
      key: JSON.stringify(list),
      cap: authorizationPageCap,
      pageCap: this.#pageCap,
      idOf: ({ id }: WireAccessRule) => String(id),
      read: (window: Window) => this.#api.listRules({ ...list, ...window }, reason),
    };
    return readWhole(totalledList(reads), authorizationPageCap);
  }
}

const isJoinable = (id: string): boolean => !id.includes(',');

/**
 * Rules by their subjects. One that differs in letter case belongs to a subject where no other differs in nothing else.
 * @throws the error in the place of a subject's id that breaks the contract: whose rule it is cannot be told
 */
function bySubject(rules: Rules, subjects: readonly Subject[]): WireAccessRule[][] {
  const found = subjects.map((): WireAccessRule[] => []);
  const exact = new Map<string, number>();
  const folded = new Map<string, number | null>();
  for (const [place, { ids }] of subjects.entries()) {
    for (const id of ids) {
      exact.set(id, place);
      const other = folded.get(foldCase(id));
      folded.set(foldCase(id), other === undefined || other === place ? place : null);
    }
  }
  for (const { subjectId } of rules) intact(subjectId);
  for (const rule of rules) {
    const place = exact.get(rule.subjectId) ?? folded.get(foldCase(rule.subjectId));
    if (place != null) found[place]?.push(rule);
  }
  return found;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A non-error was thrown.', { cause: error });
}
