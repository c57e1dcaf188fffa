import { parseGlobalId } from '../graph/global-id.ts';
import { type Asking, type Given, objectOf } from './field-cost.ts';

/** Puts on the bill what it costs to find an object of a type by one of its keys, as it was sent: unchecked. */
export type KeyPrice = (asking: Asking, key: Given) => void;

/** The `extensions` of a type whose objects are found by keys. */
export const foundBy = (keyPrice: KeyPrice) => ({ keyPrice });

/** Finding objects by their global ids. @returns how many */
export function billIds(asking: Asking, sent: unknown): number {
  const ids = [sent].flat();
  for (const id of ids) billKey(asking, typeof id === 'string' ? parseGlobalId(id).typename : '', { id });
  return ids.length;
}

/** Finding entities by what a gateway names them by. @returns how many */
export function billRepresentations(asking: Asking, sent: unknown): number {
  const representations = [sent].flat().map(objectOf);
  for (const key of representations) billKey(asking, String(key.__typename), key);
  return representations.length;
}

function billKey(asking: Asking, typename: string, key: Given): void {
  const { keyPrice }: { readonly keyPrice?: KeyPrice } & Given = asking.schema.getType(typename)?.extensions ?? {};
  // What is no key costs a call as well: an answer of nothing but errors is work, too.
  if (keyPrice) keyPrice(asking, key);
  else asking.bill.calls(1);
}
