import type { Ask } from './ask.ts';
import type { Asked } from './asked.ts';
import type { Findings } from './findings.ts';
import { type Field, fieldText, isConnection, objectsAt, type Place, type Row } from './place.ts';
import { textOf } from './verdict.ts';

const reason = 'It finds what does not meet the condition: the platform ignores it.';

/** Rows that are read to see whether they meet a condition. */
const rows = 20;

/**
 * Asks a list that a condition should narrow for what nothing meets, and notes where it finds something. Of a flag, which
 * something meets in either case, the rows themselves tell.
 * @param own the fields that come with a row
 */
export async function checkNarrowing(
  ask: Ask,
  findings: Findings,
  { place, field, own }: { readonly place: Place; readonly field: Field; readonly own: readonly string[] },
  { label, args, contrary, flag }: Asked,
): Promise<void> {
  const isAnswered = ['works', 'degraded'].includes(findings.resultOf(label) ?? '');
  if (!contrary || !isConnection(field) || !isAnswered) return;
  if (flag && !own.includes(flag)) return;
  const check = async (given: readonly string[], meets: (row: Row) => boolean) => {
    const reply = await ask(place.document(fieldText(field, given, flag ?? '__typename', rows), rows));
    const found = objectsAt(reply.data, [...place.path, field.name, 'nodes']);
    if (reply.errors.length > 0 || found.every(meets)) return;
    findings.note({ field: label, result: 'broken', reason, calls: reply.calls.map(textOf) });
  };
  if (flag) await check(args, (row) => row[flag] === true);
  await check(contrary, (row) => flag !== undefined && row[flag] === false);
}
