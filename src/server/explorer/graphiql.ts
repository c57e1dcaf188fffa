import type { GraphiQLOptions } from 'graphql-yoga';
import type { PlatformName } from '../../graph/schema.ts';
import { kestraTabs } from '../../kestra/explorer-tabs.ts';
import { runaiTabs } from '../../runai/explorer-tabs.ts';

/** What it takes to try a platform: on the sandbox it works at once, elsewhere it holds placeholders. */
export interface PlatformExample {
  /** The request header of its credentials. */
  readonly header: string;
  readonly authorization: string;
  readonly user: { readonly id: string; readonly username: string };
}

export type GraphiqlExample = Readonly<Partial<Record<PlatformName, PlatformExample>>>;

/** A tab of the explorer: a document, and its variables. */
export type Tab = readonly [query: string, variables?: object];

const pretty = (value: object) => JSON.stringify(value, null, 2);

/** The explorer: all of it comes from this process, with a tab for each common task. */
export function graphiql(example: GraphiqlExample): GraphiQLOptions {
  const { runai, kestra } = example;
  const headers = pretty(
    Object.fromEntries(Object.values(example).map(({ header, authorization }) => [header, authorization])),
  );
  const tabs = [...(runai ? runaiTabs(runai) : []), ...(kestra ? kestraTabs(kestra, runai !== undefined) : [])];
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
