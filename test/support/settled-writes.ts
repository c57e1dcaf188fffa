import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Contract } from '../../src/rest/contract.ts';
import type { Answer } from './facade.ts';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

const [, section = ''] = /^## Writes whose answer is lost\n(.*?)^## /ms.exec(page) ?? [];

/** What the page says of the writes that are not in the table. */
export const textOfUnsettled = section.slice(section.indexOf('No read proves the other writes'));

/** The reads by which the table in `docs/errors.md` says that what became of a write is found out, by the operation of the write. */
export function documentedReads(platform: 'Run:ai' | 'Kestra'): ReadonlyMap<string, readonly string[]> {
  const rows = [...section.matchAll(/^\| `(\w+)`( of Run:ai)? \| (.*?) \|/gm)];
  const known = new Map<string, readonly string[]>();
  for (const [, write = '', mark, reads = ''] of rows) {
    const isRunai = mark !== undefined || /_|(ById|ByName)$/.test(write.replace(/_1$/, ''));
    if (isRunai === (platform === 'Run:ai')) known.set(write, reads.replaceAll('`', '').split(', '));
  }
  return known;
}

/** Has the plan and the cost explained. */
export const explained = { headers: { 'x-explain': '1' } } as const;

/** The operations that may be read, by how plans write them. */
export function templatesOf(
  contract: Contract,
  reads: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, string> {
  const known = [...new Set([...reads.values()].flat())].flatMap((id) => {
    const operation = contract.operation(id);
    return operation ? [[`${operation.method} ${operation.template}`, id] as const] : [];
  });
  return new Map(known);
}

interface Ending {
  /** The outcome of its error, or the last word of the type of its result. */
  readonly end: unknown;
  /** The operations that were read to find out. */
  readonly reads: readonly string[];
}

/** How a mutation of an explained answer ended, by its result at a path. It never costs more than it was estimated at. */
export function endingOf(
  { data, errors, extensions }: Answer<unknown>,
  templates: ReadonlyMap<string, string>,
  path: readonly string[] = ['it'],
): Ending {
  const { cost, plan } = extensions as { cost: { asked: number; actual: number }; plan: readonly PlannedCall[] };
  expect(cost.actual).toBeLessThanOrEqual(cost.asked);
  const looks = plan.filter(({ reason }) => reason.startsWith('Checks whether a write took effect'));
  const result = path.reduce((value: unknown, name) => (value as Record<string, unknown> | null)?.[name], data);
  const { __typename } = (result ?? {}) as { readonly __typename?: string };
  return {
    end: errors?.[0]?.extensions.outcome ?? __typename?.replace(/.*(?=Payload|Failure)/, ''),
    reads: looks.flatMap(({ method, path, calls }) =>
      Array.from({ length: calls }, () => templates.get(`${method} ${path}`) ?? path),
    ),
  };
}

/** An entry of `extensions.plan`. */
interface PlannedCall {
  readonly method: string;
  readonly path: string;
  readonly reason: string;
  readonly calls: number;
}
