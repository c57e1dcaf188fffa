import { Block } from './block.ts';
import { repeated } from './join-pages.ts';
import type { List } from './list.ts';

/*
 * Where a list ends. Its total says where to look; the rows say whether that is so.
 */

/** The last place that platforms, which count rows in 32 bits, can be asked for. */
const farthest = 2 ** 31 - 2;
/** Rows between a total and an end beyond it that are read rather than left out. */
const mostBetween = 50;

/**
 * Reads the last rows of a list by what its total claims, and the row beyond them, which should not be there. Where the
 * total is wrong, the rows tell the end.
 * @param from where to begin, should the total be right
 * @param missing a place where no row is
 */
export async function readEnd<Row>(list: List<Row>, claimed: number, from: number, missing = Infinity) {
  const block = new Block(list);
  await block.cover(Math.min(from, claimed), claimed + 1);
  const isBeyond = block.has(claimed);
  if (!isBeyond && (!block.isEmpty || from === 0)) return { block, end: block.end };
  // Nothing lies between an anchor and an end that does not follow it.
  if (!isBeyond && from >= claimed) return { block, end: claimed };
  const end = await (isBeyond ? searchEnd(list, claimed + 1, missing) : searchEnd(list, 0, from));
  // What lies between is read where it is little.
  return { block: isBeyond && end - claimed <= mostBetween ? block : new Block(list), end };
}

/**
 * Where a list ends, found by a number of reads that grows with the logarithm of the distance.
 * @param from the list has so many rows at least
 * @param to a place where it has none
 */
async function searchEnd<Row>(list: List<Row>, from: number, to: number): Promise<number> {
  const places = new Map<string, number>();
  const hasRow = async (place: number) => {
    const { rows } = await list.read({ offset: place, limit: 1 });
    if (rows[0] === undefined) return false;
    const id = list.idOf(rows[0]);
    if ((places.get(id) ?? place) !== place) throw repeated();
    places.set(id, place);
    return true;
  };
  let [known, missing] = [from, to];
  for (let step = 1; missing === Infinity; step *= 2) {
    const place = known + step - 1;
    if (place > farthest) throw repeated();
    if (await hasRow(place)) known = place + 1;
    else missing = place;
  }
  while (known < missing) {
    const place = Math.floor((known + missing) / 2);
    if (await hasRow(place)) known = place + 1;
    else missing = place;
  }
  return known;
}
