import { isBreach } from '../../rest/contract-breaches.ts';
import { nullIfZero } from '../../rest/zero-time.ts';
import { fullNameOf } from '../names.ts';
import type { Condition, OrderedUserList, WireSortField, WireUser } from '../wire-types.ts';

/**
 * What newer versions do on the platform, done here for the version that only sends whole lists. The rules are those of
 * the newer ones: text equals exactly and contains without regard to case, dates are compared as instants, null meets no
 * condition and comes last in both directions, and equal rows stand by ascending id.
 */
export function selectUsers(users: readonly WireUser[], list: OrderedUserList): readonly WireUser[] {
  const { conditions = [], search, sortBy, sortOrder } = list;
  return users
    .filter(
      (user) =>
        conditions.every((condition) => meets(user, condition)) &&
        (!search || contains(knownValue(user, 'username'), search)),
    )
    .sort(comparison(sortBy, sortOrder === 'asc' ? 1 : -1));
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

/** Text by code points, instants by time, false before true. */
function comparison(field: WireSortField, direction: 1 | -1) {
  return (a: WireUser, b: WireUser): number => {
    const [left, right] = [knownValue(a, field), knownValue(b, field)];
    if (left === right) return a.id < b.id ? -1 : 1;
    if (left === null) return 1;
    if (right === null) return -1;
    return precedes(left, right) ? -direction : direction;
  };
}

/** JavaScript compares text by UTF-16 code units, which puts U+10000 and beyond before U+E000; databases do not. */
function precedes(left: Exclude<Value, null>, right: Exclude<Value, null>): boolean {
  if (typeof left !== 'string' || typeof right !== 'string') return left < right;
  let index = 0;
  while (index < left.length && left[index] === right[index]) index++;
  const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)];
  return isSurrogate(a) === isSurrogate(b) ? left < right : isSurrogate(b);
}

const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;

const contains = (value: Value, part: string) =>
  String(value ?? '')
    .toLowerCase()
    .includes(part.toLowerCase());

function instant(sent: string | null): number | null {
  const date = isBreach(sent) ? null : nullIfZero(sent);
  return date === null ? null : Date.parse(date);
}
