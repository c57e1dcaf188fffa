import type { GraphiQLOptions } from 'graphql-yoga';
import type { Tab } from '../../platform.ts';

/** What the explorer opens with. */
export interface Explorer {
  /** The credentials that every tab sends, by their headers. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tabs: readonly Tab[];
}

const pretty = (value: object) => JSON.stringify(value, null, 2);

/** The explorer: all of it comes from this process, with a tab for each common task. */
export function graphiql({ tabs, ...explorer }: Explorer): GraphiQLOptions {
  const headers = pretty(explorer.headers);
  return {
    title: 'users-graph',
    defaultHeaders: headers,
    headers,
    defaultTabs: tabs.map(([query, variables]) => ({
      query,
      headers,
      variables: variables ? pretty(variables) : null,
    })),
    defaultEditorToolsVisibility: 'variables',
    inputValueDeprecation: true,
    schemaDescription: true,
  };
}

/**
 * Tabs that were laid out before the page had its size keep an offset, and take it when the mouse is pressed on them: the
 * tab jumps away, and the click misses it. Without offsets they can be clicked, and still be dragged.
 * Beside many tabs, the title would be broken into lines that the bar cuts off.
 */
const style = '<style>.graphiql-tab { transform: none !important; } .graphiql-logo { white-space: nowrap; }</style>';

/** The explorer's page, with scripts and styles inside: 15 MB in memory, and so loaded by the first who looks at it. */
export async function renderPage(options?: GraphiQLOptions): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL(options).replace('</head>', `${style}</head>`);
}
