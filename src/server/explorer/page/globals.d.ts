/** What the script of `@graphql-yoga/render-graphiql` defines. */
declare const YogaGraphiQL: {
  renderYogaGraphiQL(root: Element, options: Readonly<Record<string, unknown>>): void;
};
