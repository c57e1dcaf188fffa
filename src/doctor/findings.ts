import type { MadeCall } from './ask.ts';
import { findNothing, listOf, successOf, textOf } from './verdict.ts';

/** The doctor's result for a field of the graph. */
export type Result =
  /** It was asked, and answered. */
  | 'works'
  /** It is answered rightly, and costs more than it should: the platform departs from its contract. */
  | 'degraded'
  /** The version does not have it, by its contract. */
  | 'unsupported'
  /** The platform denies it to these credentials. */
  | 'denied'
  /** The platform fails, or departs from its contract. */
  | 'broken'
  /** It was not asked. */
  | 'untried';

/** What is known of a field of the graph, on this installation and with these credentials. */
export interface Finding {
  /** `User.creator`, or a root field with the argument that was given: `users(orderBy: {field: USERNAME})`. */
  readonly field: string;
  readonly result: Result;
  /** The code that the field's error has in answers. */
  readonly code?: string;
  /** Why it does not work, in a sentence or two. Holds no value that a platform sent. */
  readonly reason?: string;
  /** How many of the objects that were read failed. */
  readonly failures?: number;
  /** The field that failed, so that this one could not be asked. */
  readonly hangsOn?: string;
  /** The REST calls that were made for it, each with its status or the code of its failure. */
  readonly calls: readonly string[];
}

/** Of two findings about one field, the one further to the right counts. */
const order: readonly Result[] = ['untried', 'works', 'degraded', 'unsupported', 'denied', 'broken'];

/** The findings by their fields, in the order in which the fields were first met. */
export class Findings {
  readonly #byField = new Map<string, Finding>();
  /** Fields that gave nothing, the calls made for them, and those of which said that nothing is there. */
  readonly #unknown: {
    readonly field: string;
    readonly made: readonly MadeCall[];
    readonly unknown: readonly MadeCall[];
  }[] = [];

  /** Notes a finding, unless a worse one is known of the field. */
  note(finding: Finding): void {
    const known = this.#byField.get(finding.field);
    if (known && order.indexOf(known.result) >= order.indexOf(finding.result)) return;
    this.#byField.set(finding.field, finding);
  }

  /**
   * Notes that a field was answered without an error.
   * @param isEmpty whether it gave nothing wherever it was asked
   */
  noteAnswer(field: string, made: readonly MadeCall[], isEmpty: boolean): void {
    const calls = made.map(textOf);
    const unknown = isEmpty ? findNothing(made) : [];
    if (unknown.length > 0) this.#unknown.push({ field, made, unknown });
    this.note({ field, ...(unknown.length > 0 ? { result: 'works' } : successOf(made)), calls });
  }

  /**
   * Judges, when all was asked, the fields that gave nothing because the platform knew none of the objects: an operation
   * that never finds one is not there.
   */
  judgeUnknown(all: readonly MadeCall[]): void {
    const served = new Set(all.flatMap(({ operation, ending }) => (ending === 200 ? [operation] : [])));
    for (const { field, made, unknown } of this.#unknown) {
      const lost = unknown.filter(({ operation }) => !served.has(operation));
      const reason = `It gives nothing: the platform finds nothing by any call of the kind (${listOf(lost)}).`;
      if (lost.length > 0) this.note({ field, result: 'broken', reason, calls: made.map(textOf) });
    }
  }

  resultOf(field: string): Result | undefined {
    return this.#byField.get(field)?.result;
  }

  /** Says of each field with this beginning that it works, but not as it should. */
  degrade(beginning: string, reason: string): void {
    for (const finding of this.#byField.values())
      if (finding.field.startsWith(beginning)) this.note({ ...finding, result: 'degraded', reason });
  }

  all(): Finding[] {
    return [...this.#byField.values()];
  }
}
