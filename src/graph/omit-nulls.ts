/** The fields of an input without those that are null or absent: GraphQL allows null for them, REST bodies do not. */
export function omitNulls<Input extends object>(input: Input): { [Key in keyof Input]?: NonNullable<Input[Key]> } {
  const fields = Object.entries(input).filter(([, value]) => value != null);
  return Object.fromEntries(fields) as { [Key in keyof Input]?: NonNullable<Input[Key]> };
}
