import { readFile } from 'node:fs/promises';
import type { GraphiQLOptions } from 'graphql-yoga';

/** Scripts that share one scope. Each defines functions; the page calls the last one's. */
const scripts = ['rest-calls', 'ask-for-plan', 'tab-storage', 'share', 'tab-bar', 'start'];

/** Where the page of `@graphql-yoga/render-graphiql` starts GraphiQL. */
const call = 'YogaGraphiQL.renderYogaGraphiQL(';

/**
 * The explorer's page, with scripts and styles inside: 15 MB in memory, and so loaded by the first who looks at it.
 * @throws {Error} if the library writes its page in another way than the one that this one replaces
 */
export async function renderPage(options?: GraphiQLOptions): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const page = renderGraphiQL(options);
  const at = page.lastIndexOf(call);
  if (at < 0) throw new Error('The page of @graphql-yoga/render-graphiql does not start GraphiQL as expected.');
  const [style, ...parts] = await Promise.all(['page.css', ...scripts.map((name) => `${name}.js`)].map(read));
  const head = `<style>${style}</style><script>${parts.join('\n')}</script></head>`;
  return `${page.slice(0, at)}startExplorer(${page.slice(at + call.length)}`.replace('</head>', () => head);
}

const read = (name: string) => readFile(new URL(`./page/${name}`, import.meta.url), 'utf8');
