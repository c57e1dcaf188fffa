/** Behaviour of real servers that their documents do not describe, by the names that `SANDBOX_QUIRKS` takes. */
export const quirks = {
  'kestra-sort-500': 'Kestra on a JDBC repository: the list of users answers any `sort` with 500.',
  'kestra-ignores-q': 'Kestra of another version: the list of users ignores its search and returns everyone.',
  'kestra-unordered': 'Kestra: unless an order is requested, each call lists the users in a different order.',
  'kestra-creates-silently':
    'Kestra: the answer to creating a user is 201 without a body, as the document of 1.0 has it.',
  'kestra-taken-422': 'Kestra: the answer to an e-mail address that another user has is 422 instead of 409.',
  'kestra-impersonates-with-200':
    'Kestra: the answer to signing in as another user is 200 with an object, as its documents have it.',
  'runai-clamps-limit': 'Run:ai: the list of users returns at most 100 rows, whatever the limit.',
  'runai-ignores-conditions':
    'Run:ai behind a gateway that drops parameters: the list and the count of users ignore `filterBy` and `search`.',
  'runai-zero-times': 'Run:ai: an absent time is sent as the year 1 instead of null.',
} as const;

export type Quirk = keyof typeof quirks;
export const quirkNames = Object.keys(quirks) as readonly Quirk[];
