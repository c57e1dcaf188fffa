import { isChosen } from '../../batching/chosen.ts';
import { foldAscii, textPrecedes } from '../../batching/names.ts';
import { isBreach } from '../../rest/contract-breaches.ts';
import { nullIfZero } from '../../rest/zero-time.ts';
import { fullNameOf } from '../names.ts';
import type { Check, Condition, UserList, WireSortField, WireUser } from '../wire-types.ts';

/**
 * What newer versions do on the platform, done here for the version that only sends whole lists, and what no version does.
 * The rules are those of the newer ones: text equals exactly, and contains, begins and ends without regard to case; dates are
 * compared as instants; null meets no condition and comes last in both directions; equal rows stand by ascending id. Rows
 * stay in their order where none is asked for.
 */
export function selectUsers(users: readonly WireUser[], list: UserList): readonly WireUser[] {
  const { conditions = [], choices = [], checks = [], search, sortBy, sortOrder } = list;
  const isAmongThem = isChosen(choices, (user: WireUser, field) =>
    field === 'id' ? user.id : knownValue(user, field),
  );
  const selected = users.filter(
    (user) =>
      isAmongThem(user) &&
      conditions.every((condition) => meets(user, condition)) &&
      checks.every((check) => passes(user, check)) &&
      (!search || contains(knownValue(user, 'username'), search)),
  );
  return sortBy ? selected.sort(comparison(sortBy, sortOrder === 'desc' ? -1 : 1)) : selected;
}

type Value = string | number | boolean | null;

/** What is compared, by the platform's names for conditions and orders. */
const compared: Readonly<Record<WireSortField | Condition['field'], (user: WireUser) => Value>> = {
  username: ({ username }) => username,
  createdBy: ({ createdBy }) => createdBy,
  isLocal: ({ isLocal }) => isLocal,
  type: ({ isLocal }) => isLocal,
  creationTime: ({ createdAt }) => instant(createdAt),
  lastUpdated: ({ updatedAt }) => instant(updatedAt),
  lastLogin: ({ lastLogin }) => instant(lastLogin),
  firstName: ({ firstName = null }) => firstName,
  lastName: ({ lastName = null }) => lastName,
  fullName: fullNameOf,
};

/** What cannot be read is not known. */
function knownValue(user: WireUser, field: WireSortField | Condition['field']): Value {
  const value = compared[field](user);
  return isBreach(value) ? null : value;
}

function meets(user: WireUser, { field, operator, value }: Condition): boolean {
  const actual = knownValue(user, field);
  if (actual === null) return false;
  if (operator === '=@') return contains(actual, value);
  const wanted =
    typeof actual === 'number' ? Date.parse(value) : typeof actual === 'boolean' ? value === 'true' : value;
  if (operator === '==') return actual === wanted;
  return operator === '<=' ? actual <= wanted : actual >= wanted;
}

function passes(user: WireUser, { field, operator, value }: Check): boolean {
  if (operator === 'isNull') return sentOf(user, field) === null;
  const actual = knownValue(user, field);
  if (actual === null) return false;
  if (operator === 'not') return actual !== value;
  const [text, part] = [String(actual).toLowerCase(), value.toLowerCase()];
  return operator === 'startsWith' ? text.startsWith(part) : text.endsWith(part);
}

/** A date as it was sent, null if there is none: one that cannot be read is not null. */
function sentOf({ createdAt, updatedAt, lastLogin }: WireUser, field: Check['field']): unknown {
  const sent = field === 'creationTime' ? createdAt : field === 'lastUpdated' ? updatedAt : lastLogin;
  return isBreach(sent) ? undefined : nullIfZero(sent);
}

/** Text by code points without regard to the case of A to Z, instants by time, false before true. */
function comparison(field: WireSortField, direction: 1 | -1) {
  return (a: WireUser, b: WireUser): number => {
    const [left, right] = [folded(knownValue(a, field)), folded(knownValue(b, field))];
    if (left === right) return a.id < b.id ? -1 : 1;
    if (left === null) return 1;
    if (right === null) return -1;
    return precedes(left, right) ? -direction : direction;
  };
}

const folded = (value: Value): Value => (typeof value === 'string' ? foldAscii(value) : value);

function precedes(left: Exclude<Value, null>, right: Exclude<Value, null>): boolean {
  return typeof left === 'string' && typeof right === 'string' ? textPrecedes(left, right) : left < right;
}

const contains = (value: Value, part: string) =>
  String(value ?? '')
    .toLowerCase()
    .includes(part.toLowerCase());

/** A point in time as the platform sends it, in epoch milliseconds; null if none is known. */
export function instant(sent: string | null): number | null {
  const date = isBreach(sent) ? null : nullIfZero(sent);
  return date === null ? null : Date.parse(date);
}
