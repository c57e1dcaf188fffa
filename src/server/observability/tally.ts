import { Counter, type CounterConfiguration } from 'prom-client';

/** A count, and the labels that it has. */
interface Count {
  readonly labels: Readonly<Record<string, string>>;
  value: number;
}

/** A Prometheus counter whose counts are plain numbers until somebody asks: to find one by its labels costs prom-client much. */
export class Tally {
  readonly #labelNames: readonly string[];
  readonly #counts = new Map<string, Count>();

  constructor(configuration: Omit<CounterConfiguration<string>, 'collect'>) {
    const counts = this.#counts;
    this.#labelNames = configuration.labelNames ?? [];
    new Counter({
      ...configuration,
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

  #labelsOf(values: readonly string[]): Record<string, string> {
    return Object.fromEntries(this.#labelNames.map((name, place) => [name, values[place] ?? '']));
  }
}
