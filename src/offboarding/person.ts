import type { GraphQLSchema } from 'graphql';
import { ApiError, ConflictError, CostLimitError, InvalidInputError } from '../errors.ts';
import type { Context } from '../graph/context.ts';
import { type PlatformName, platformNames, platforms } from '../platforms.ts';
import type { Offboarder } from './offboarder.ts';
import type { Part } from './plan.ts';

/** The offboarder of a platform of the graph. */
interface Served extends Offboarder {
  readonly name: PlatformName;
}

/**
 * What the extensions of a schema have for `offboardPerson`: the offboarders of its platforms. Where other platforms are
 * subgraphs of their own, a gateway would ask one of them, and nobody would notice that the person is left on the others: it
 * is for direct clients then.
 */
export async function offboardingExtensions(names: readonly PlatformName[]) {
  const load = async (name: PlatformName): Promise<Served> => ({ name, ...(await platforms[name].offboarding()) });
  const offboarders = await Promise.all(names.map(load));
  return { offboarders, directOnly: names.length < platformNames.length ? ['offboardPerson'] : [] };
}

/** The offboarders of the platforms of a schema. */
export function offboardersOf({ extensions }: GraphQLSchema): readonly Served[] {
  const { offboarders = [] }: { readonly offboarders?: readonly Served[] } = extensions;
  return offboarders;
}

/** A platform's part of a plan, and what takes the steps of it. */
export interface PersonPart extends Part {
  readonly take: (removal: Parameters<Offboarder['remove']>[1]) => Promise<void>;
  /** Why it is not known what the platform has of the person. There is no account and no step of it then. */
  readonly error?: ApiError;
}

/**
 * What all platforms have of a person. A platform that cannot be read does not keep the others from being left.
 * @throws {InvalidInputError} if the person is the caller
 * @throws {ConflictError} if several accounts of a platform have the name
 * @throws {ApiError} if no platform can be read: why the first of them cannot
 */
export async function findPerson(
  email: string,
  context: Context,
  schema: GraphQLSchema,
): Promise<readonly PersonPart[]> {
  const parts = await Promise.all(
    offboardersOf(schema).map(async ({ name, find, callOf, remove }): Promise<PersonPart> => {
      const session = context[name];
      const { title } = platforms[name];
      return {
        ...(await find(session, email).catch(unread)),
        ...{ name, title },
        callOf: (removal) => callOf(session, removal),
        take: (removal) => remove(session, removal),
      };
    }),
  );
  const [first] = parts;
  if (first?.error && parts.every(({ error }) => error)) throw first.error;
  const own = parts.find(({ isCaller }) => isCaller);
  if (own) {
    const message = `must not be that of the caller, whose account on ${own.title} it is`;
    throw InvalidInputError.of([{ path: ['email'], code: 'NOT_ALLOWED', message }]);
  }
  return parts;
}

/** The part of a platform that cannot be read. What is wrong with the request itself is thrown on. */
function unread(error: unknown): Pick<PersonPart, 'account' | 'isCaller' | 'steps' | 'error'> {
  const isOfRequest =
    error instanceof InvalidInputError || error instanceof ConflictError || error instanceof CostLimitError;
  if (!(error instanceof ApiError) || isOfRequest) throw error;
  return { account: undefined, isCaller: undefined, steps: [], error };
}
