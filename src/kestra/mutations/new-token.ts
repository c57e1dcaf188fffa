/** What the mutations that create an API token share. */

import { callsEach } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { Duration } from '../../graph/scalars.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { secretOf } from '../../rest/proofs.ts';
import type { Kestra } from '../kestra.ts';
import type { TokenOwner } from '../loaders/tokens.ts';
import type { NewToken as CreatedToken, TokenBody } from '../tokens-api.ts';
import { KestraApiToken } from '../types/refs.ts';

// Only this platform has durations: the graph of another is without the type.
builder.addScalarType('Duration', Duration);

/**
 * The payload of a mutation that creates a token.
 * @param ownerOf whose the token is, and what that costs beyond the list of the owner's tokens
 */
export const newTokenPayload = <Created extends CreatedToken>(
  typename: string,
  description: string,
  {
    calls = 0,
    ownerOf,
  }: { calls?: number; ownerOf: (token: Created, kestra: Kestra) => Promise<TokenOwner> | TokenOwner },
) =>
  builder.objectRef<Created>(typename).implement({
    description,
    fields: (t) => ({
      apiToken: t.field({
        type: KestraApiToken,
        nullable: true,
        description: `The new token, for clients to add it to their cache; null when Kestra does not list it yet. Costs ${calls === 0 ? 'one REST call, which lists' : 'two REST calls, which show who the caller is and list'} the tokens of the owner.`,
        extensions: callsEach(1 + calls),
        resolve: async (token, _, { kestra }) => kestra.tokens.owned(await ownerOf(token, kestra), token.id),
      }),
      tokenId: t.id({ description: 'The id that Kestra gave the token.', resolve: ({ id }) => id }),
      name: t.string({ ...nullOnError, description: 'The name of the token.', resolve: ({ name }) => name }),
      fullToken: t.field({
        ...nullOnError,
        type: 'Secret',
        description:
          'The token itself. It is shown only here: no later request returns it. Null with the error `SECRET_LOST` when the token was created but the answer with it was lost: delete the token, and create another one.',
        resolve: ({ fullToken }) => secretOf(fullToken),
      }),
    }),
  });

/** The token to create, as the input has it. */
export const tokenFields = (
  t: PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>,
) => ({
  name: t.string({
    required: true,
    description: 'The name of the token: up to 63 lower-case letters, digits, and single dashes between them.',
  }),
  description: t.string({ description: 'The purpose of the token.' }),
  maxAge: t.field({
    type: 'Duration',
    description:
      'The lifetime of the token, such as `P30D`. Give days and smaller units: Kestra can refuse months and years, which differ in length. When absent, the token never expires.',
  }),
  isExtended: t.boolean({ description: 'Whether each use of the token postpones its expiry.' }),
});

interface NewToken {
  readonly name: string;
  readonly description?: string | null;
  readonly maxAge?: string | null;
  readonly isExtended?: boolean | null;
}

/** The same as Kestra takes it. */
export const tokenBody = ({ name, isExtended: extended, description, maxAge }: NewToken): TokenBody => ({
  ...omitNulls({ description, maxAge, extended }),
  name,
});
