import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSandboxConfig } from '../../src/config.ts';
import { startSandboxes } from '../../src/embedded-sandbox.ts';
import type { PlatformName } from '../../src/platforms.ts';
import type { Quirk } from '../../src/sandbox/quirks.ts';
import { type Answer, type Facade, graphOver } from './facade.ts';
import { rewritingProxy } from './rewriting-proxy.ts';
import { auto } from './version-probes.ts';

/** Versions that the facade tells apart, oldest first. */
export const toldApart = { runai: ['legacy', '2.22', '2.24', '3.0'], kestra: ['1.0', '1.3', '2.0'] } as const;

/** The version that is live from a time on. */
export interface Live {
  readonly version: string;
  readonly from: number;
}

/** Gives a group of Run:ai access, and no member. Versions with the older access model know it. */
export const newGroup =
  'mutation { createGroup(input: { name: "no-members", roles: [VIEWER], isForAllClusters: true }) { __typename } }';

/** One installation whose version changes at one address, with all its data. */
export async function changingPlatform(name: PlatformName, options: { users: number; quirks?: readonly Quirk[] }) {
  const directory = mkdtempSync(join(tmpdir(), 'users-graph-'));
  const urls = new Map<string, string>();
  const closers: (() => Promise<unknown>)[] = [];
  for (const version of toldApart[name]) {
    const { ofPlatforms } = loadSandboxConfig({ [`${name.toUpperCase()}_VERSION`]: version });
    const one = await startSandboxes([name], ofPlatforms, { ...options, database: join(directory, 'data') });
    urls.set(version, one.running.get(name)?.url ?? '');
    closers.push(one.close);
  }
  const proxy = await rewritingProxy();
  closers.push(proxy.close);
  const history: Live[] = [];
  const facadeOf = (url: string, version: string) =>
    graphOver(
      { platforms: ['runai', 'kestra'], users: 2 },
      { ...auto, [`${name.toUpperCase()}_URL`]: url, [`${name.toUpperCase()}_VERSION`]: version },
    );
  return {
    history,
    url: proxy.url,
    changeTo(version: string): void {
      history.push({ version, from: performance.now() });
      proxy.forwardTo(urls.get(version) ?? '');
    },
    /** The versions that were live at any time of a span. */
    liveIn: (from: number, to: number): readonly string[] =>
      history.flatMap((live, index) => {
        const until = history[index + 1]?.from ?? Infinity;
        return live.from <= to && until >= from ? [live.version] : [];
      }),
    /** The version to which a body was sent with a call; undefined where none was. */
    sentTo(call: string, isMeant: (body: never) => boolean) {
      const to = proxy.sent.findLast((one) => one.call === call && isMeant(one.body as never))?.to;
      return [...urls].find(([, url]) => url === to)?.[0];
    },
    /** A facade that finds the version at this address. */
    facade: () => facadeOf(proxy.url, 'auto'),
    /** What a facade answers that is told the version, at an address where it is the only one. */
    async expected(version: string, documents: readonly string[]): Promise<readonly Answer<unknown>[]> {
      const told = await facadeOf(urls.get(version) ?? '', version);
      try {
        const answers = await Promise.all(documents.map((document) => told.ask(document)));
        const misfit = answers.find(({ data }) => data === undefined);
        if (misfit) throw new Error(`A document is not of the graph: ${JSON.stringify(misfit)}`);
        return answers;
      } finally {
        await told.close();
      }
    },
    async close(): Promise<void> {
      await Promise.all(closers.map((close) => close()));
      rmSync(directory, { recursive: true });
    },
  };
}

/** Errors that say that something has changed, or does not fit: none of them says what is not so. */
export const honest: ReadonlySet<unknown> = new Set([
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_BAD_RESPONSE',
  'BAD_USER_INPUT',
]);

type Path = readonly (string | number)[];
type Failed = NonNullable<Answer<unknown>['errors']>[number];

/**
 * An answer in a form that can be compared: its data and the codes of its errors.
 * @param open paths that are not compared: null stands there
 */
export function comparable({ data, errors = [] }: Answer<unknown>, open: readonly Path[]) {
  const shown: unknown = structuredClone(data);
  for (const path of open) {
    let place = shown as Record<string | number, unknown> | null | undefined;
    for (const step of path.slice(0, -1)) place = place?.[step] as typeof place;
    if (place) place[path.at(-1) ?? ''] = null;
  }
  const isOpen = (path: Path = []) => open.some((begin) => begin.every((step, at) => step === path[at]));
  const left = errors.filter(({ path }) => !isOpen(path)).map(({ path, extensions }) => `${path} ${extensions.code}`);
  return { data: shown, errors: left.toSorted() };
}

/** The paths of errors that are so. */
export const pathsOf = ({ errors = [] }: Answer<unknown>, isSo: (error: Failed) => boolean): Path[] =>
  errors.filter(isSo).map(({ path = [] }) => path);

export type { Answer, Facade };
