import type { RestSession } from '../rest/session.ts';
import { Accesses } from './accesses.ts';
import { RunaiApi } from './api.ts';
import { Groups } from './groups.ts';
import { Users } from './users.ts';
import { features, type RunaiVersion } from './versions.ts';

/** Run:ai as one GraphQL request sees it. */
export class Runai {
  readonly api: RunaiApi;
  readonly users: Users;
  readonly accesses: Accesses;
  readonly groups: Groups;

  constructor(session: RestSession, version: RunaiVersion) {
    const { paging, access } = features[version];
    this.api = new RunaiApi(session, version);
    this.users = new Users(this.api, session, paging);
    this.accesses = new Accesses(this.api, session);
    this.groups = new Groups(this.users, this.accesses, access);
  }

  /** Makes a change; what was read before is forgotten, whether the change succeeds or fails. */
  async change<Result>(write: (api: RunaiApi) => Promise<Result>): Promise<Result> {
    try {
      return await write(this.api);
    } finally {
      this.users.clear();
      this.accesses.clear();
      this.groups.clear();
    }
  }
}
