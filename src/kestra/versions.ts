/** The versions of the Kestra Users API that the facade speaks: a row each, with its contract in `schema/rest/`. */
export const kestraVersions = {
  '1.0': { contract: 'kestra' },
};

export type KestraVersion = keyof typeof kestraVersions;
