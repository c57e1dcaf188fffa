/** The fields of an input that are given: GraphQL lets a client send null, which REST bodies do not take. */
export function given<Input extends object>(input: Input): { [Key in keyof Input]?: NonNullable<Input[Key]> } {
  const fields = Object.entries(input).filter(([, value]) => value != null);
  return Object.fromEntries(fields) as { [Key in keyof Input]?: NonNullable<Input[Key]> };
}
