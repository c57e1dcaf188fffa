import { graphOver } from '../../../test/support/facade.ts';

/** A facade over both platforms, how its clients reach it, and how many rows they ask for at a time. */
export async function startFacade() {
  const facade = await graphOver({ users: 230, platforms: ['runai', 'kestra'] });
  const headers = { authorization: 'Bearer sandbox-admin', 'kestra-authorization': 'Bearer sandbox-admin' };
  return { facade, url: `${facade.url}/graphql`, headers };
}

export const pageSize = 50;

/** The REST calls of a walk over 230 rows: a page, and one row more on each side of it, to hold on to and to look ahead. */
export const walk = [
  'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=51',
  'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=49&limit=52',
  'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=99&limit=52',
  'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=149&limit=52',
  'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=199&limit=52',
];
