import type { Database } from './database.ts';
import { saveUser } from './kestra-data.ts';
import { tenants } from './kestra-directory.ts';
import type { KestraUser } from './kestra-user.ts';
import { checkedEmail, checkedPassword, known } from './kestra-user-rules.ts';
import { accountOf, changeUser } from './kestra-user-store.ts';
import { type Operation, Refusal } from './platform.ts';

interface Details {
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

/** The operations of `/api/v1/me`, tokens and invitations apart. */
export function meOperations(database: Database): Record<string, Operation> {
  return {
    getCurrentUser: ({ caller }) => ({ status: 200, body: me(accountOf(database, caller)) }),

    patchCurrentUser({ caller, body }) {
      const details = body as Details;
      const { id } = accountOf(database, caller);
      const changed = changeUser(database, id, (before) => ({
        email: checkedEmail(details.email ?? before.email),
        firstName: details.firstName ?? before.firstName,
        lastName: details.lastName ?? before.lastName,
      }));
      return { status: 200, body: me(changed) };
    },

    updateCurrentUserPassword({ body, caller }) {
      const { oldPassword, newPassword } = body as { oldPassword: string; newPassword: string };
      const account = accountOf(database, caller);
      if (account.password !== oldPassword) {
        throw new Refusal(422, 'Invalid entity: the old password is not right');
      }
      saveUser(database, { ...account, password: checkedPassword(newPassword) });
      return { status: 200, body: {} };
    },
  };
}

const me = ({ id, email, firstName, lastName, auths, superAdmin, restricted, tenants: at }: KestraUser) => ({
  ...{ id, superAdmin, restricted },
  tenants: at.map((tenant) => known(tenants, tenant, 'tenant')),
  profile: { username: email, email, firstName, lastName },
  auths: auths.map(({ name, type }) => ({ name, type })),
});
