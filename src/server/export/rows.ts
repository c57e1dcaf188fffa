import type { GraphQLError, GraphQLFormattedError } from 'graphql';

/** A user as the graph shows it, and what went wrong with it. */
export interface ExportedUser {
  /** Undefined where the platform sent none that can be shown. */
  readonly id?: string;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** A page of a list of users. */
export interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: ExportedUser | null }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

/** The part of a path that leads to a user: the list, `edges`, the place and `node`. */
const pathOfRow = 4;

/**
 * The users of a page, each with the errors that belong to it, whose paths begin at the user. Fields that the platform's
 * version lacks are left out: every row would say so.
 */
export function rowsOf({ edges }: Page, errors: readonly GraphQLError[]): readonly ExportedUser[] {
  const byPlace = Map.groupBy(errors, ({ path }) => path?.[2]);
  return edges.map(({ node }, place) => {
    const ofRow = byPlace.get(place);
    if (!ofRow) return { ...node };
    const { lacking = [], failed } = Object.groupBy(ofRow, (error) => (isLack(error) ? 'lacking' : 'failed'));
    const names = new Set(lacking.map(({ path }) => path?.[pathOfRow]));
    const fields = Object.entries(node ?? {}).filter(([name]) => !names.has(name));
    return { ...Object.fromEntries(fields), ...(failed && { errors: failed.map(shown) }) };
  });
}

const isLack = ({ extensions }: GraphQLError) => extensions.code === 'UNSUPPORTED_BY_VERSION';

/** The client knows of no document, and so of no place in one. */
function shown({ message, path, extensions }: GraphQLError): GraphQLFormattedError {
  return { message, path: path?.slice(pathOfRow), extensions };
}
