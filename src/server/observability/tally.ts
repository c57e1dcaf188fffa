import { Counter, type CounterConfiguration } from 'prom-client';

/** A count, and the labels that it has. */
interface Count<Label extends string> {
  readonly labels: Readonly<Record<Label, string>>;
  value: number;
}

/** A Prometheus counter whose counts are plain numbers until somebody asks: to find one by its labels costs prom-client much. */
export class Tally<Label extends string> {
  readonly #labelNames: readonly Label[];
  readonly #counts = new Map<string, Count<Label>>();

  constructor(
    configuration: Omit<CounterConfiguration<Label>, 'collect' | 'labelNames'>,
    labelNames: readonly Label[],
  ) {
    const counts = this.#counts;
    this.#labelNames = labelNames;
    new Counter<Label>({
      ...configuration,
      labelNames: [...labelNames],
      collect() {
        this.reset();
        for (const { labels, value } of counts.values()) this.inc(labels, value);
      },
    });
  }

  /** Counts one more. @param values of the labels, in their order */
  count(...values: readonly string[]): void {
    this.add(1, ...values);
  }

  /** Counts so many more. @param values of the labels, in their order */
  add(more: number, ...values: readonly string[]): void {
    const key = values.join('\n');
    const known = this.#counts.get(key);
    if (known) known.value += more;
    else this.#counts.set(key, { labels: this.#labelsOf(values), value: more });
  }

  #labelsOf(values: readonly string[]): Record<Label, string> {
    return Object.fromEntries(this.#labelNames.map((name, place) => [name, values[place]])) as Record<Label, string>;
  }
}
