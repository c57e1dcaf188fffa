/** What real servers do and their documents do not say, by the names that `SANDBOX_QUIRKS` takes. */
export const quirks = {
  'kestra-sort-500': 'Kestra on a JDBC repository: the list of users answers any `sort` with 500.',
  'kestra-ignores-q': 'Kestra of another version: the list of users ignores its search and returns everyone.',
  'kestra-unordered': 'Kestra: unless an order is asked for, each call lists the users in another one.',
  'kestra-creates-silently': 'Kestra: a new user is answered with 201 and no body, as the document of 1.0 has it.',
  'kestra-taken-422': 'Kestra: an e-mail address that another user has is refused with 422 instead of 409.',
  'kestra-impersonates-with-200':
    'Kestra: signing in as another user is answered with 200 and an object, as its documents have it.',
  'runai-clamps-limit': 'Run:ai: the list of users gives at most 100 rows, whatever limit is asked for.',
  'runai-ignores-conditions':
    'Run:ai behind a gateway that drops parameters: the list and the count of users ignore `filterBy` and `search`.',
  'runai-zero-times': 'Run:ai: a time that there is none of is sent as the year 1 instead of null.',
} as const;

export type Quirk = keyof typeof quirks;
export const quirkNames = Object.keys(quirks) as readonly Quirk[];
