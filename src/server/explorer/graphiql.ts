import type { GraphiQLOptions } from 'graphql-yoga';
import type { Tab } from '../../platform.ts';

/** What the explorer opens with. */
export interface Explorer {
  /** The credentials that every tab sends, by their headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether these credentials are good: on the sandbox. Elsewhere they are placeholders, and nothing is run unasked. */
  readonly isReady: boolean;
  readonly tabs: readonly Tab[];
}

/** GraphiQL's own options, and those of the page around it (`page/start.js`). */
interface ExplorerOptions extends GraphiQLOptions {
  /** The names of the tabs, by the names of their operations. */
  readonly tabNames: Readonly<Record<string, string>>;
  readonly isReady: boolean;
}

/** How to fill in the headers, in the only form of comment that their editor accepts. */
const hint = `// Put your own credentials in here, as the platform expects them.
// They stay in this tab of the browser, and are in no link that you share.
`;

const pretty = (value: object) => JSON.stringify(value, null, 2);

/** The explorer: all of it comes from this process, with a tab for each common task. */
export function graphiql({ tabs, isReady, headers }: Explorer): ExplorerOptions {
  const shown = (more: Tab['headers']) => `${isReady ? '' : hint}${pretty({ ...headers, ...more })}`;
  return {
    title: 'users-graph',
    headers: shown({}),
    defaultTabs: tabs.map(({ query, variables, headers: more }) => ({
      query,
      headers: shown(more),
      variables: variables ? pretty(variables) : null,
    })),
    tabNames: Object.fromEntries(tabs.map(({ name, query }) => [operationNameOf(query), name])),
    isReady,
    defaultEditorToolsVisibility: isReady ? 'variables' : 'headers',
    inputValueDeprecation: true,
    schemaDescription: true,
  };
}

const operationNameOf = (query: string) => /^(?:query|mutation) (\w+)/m.exec(query)?.[1] ?? '';
