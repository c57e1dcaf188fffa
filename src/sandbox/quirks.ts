/** What real servers do and their documents do not say, by the names that `SANDBOX_QUIRKS` takes. */
export const quirks = {
  'kestra-sort-500': 'Kestra on a JDBC repository: the list of users answers any `sort` with 500.',
  'kestra-ignores-q': 'Kestra of another version: the list of users ignores its search and returns everyone.',
  'runai-clamps-limit': 'Run:ai: the list of users gives at most 100 rows, whatever limit is asked for.',
} as const;

export type Quirk = keyof typeof quirks;
export const quirkNames = Object.keys(quirks) as readonly Quirk[];
