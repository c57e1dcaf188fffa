/** How a case for an operation of Kestra is written. */

/** Users who exist, and whom no write of these documents is in the way of. */
export interface Fixtures {
  readonly reader: Person;
  readonly changed: Person;
  readonly leaver: Person;
}
export interface Person {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
  readonly authMethods: readonly { readonly authMethodId: string }[];
}

/** A document that makes one REST call for its field `it`, of one operation, and maybe one that finds the object of it. */
export interface Case {
  readonly operationId: string;
  /** The status of its success. */
  readonly status: number;
  readonly isWrite: boolean;
  /** Codes that are failures of its union, for a write. */
  readonly failures: readonly string[];
  /** The first version whose contract has it, if it is not the oldest one. */
  readonly since?: '1.3' | '2.0';
  /** The operation that finds the object that it is about. */
  readonly before?: string;
  /** The status of its answer, if not 200. */
  readonly beforeStatus?: number;
  /** How many fields fail with it, if not one. */
  readonly errors?: number;
  /** Where its error stands. */
  readonly path: readonly string[];
  /** Whether it is null, without an error, for what does not exist. */
  readonly absentIsNull: boolean;
  document(fixtures: Fixtures): string;
}

export const asked = '__typename ... on Failure { code message }';
export const payload = (name: string, fields: string) => `... on ${name}Payload { ${fields} } ${asked}`;

export const read = (
  operationId: string,
  absentIsNull: boolean,
  document: Case['document'],
  ...path: string[]
): Case => ({
  operationId,
  status: 200,
  isWrite: false,
  failures: [],
  path: ['it', ...path],
  absentIsNull,
  document,
});
export const write = (operationId: string, status: number, document: Case['document'], conflicts = true): Case => ({
  operationId,
  status,
  isWrite: true,
  failures: ['BAD_USER_INPUT', 'FORBIDDEN', 'NOT_FOUND', ...(conflicts ? ['CONFLICT'] : [])],
  path: ['it'],
  absentIsNull: false,
  document,
});
/** Changes something, whose result has no use. */
export const change = (field: string, input: string) => `mutation { it: ${field}(input: { ${input} }) { ${asked} } }`;
