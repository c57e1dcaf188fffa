/** Importing this module adds Kestra to the graph. */
import '../graph/failures.ts';
import '../graph/mutation.ts';
import './types/user.ts';
import './types/tenants-and-groups.ts';
import './types/auth-method.ts';
import './types/api-token.ts';
import './types/viewer.ts';
import './queries.ts';
import './types/entities.ts';
import './mutations/account.ts';
import './mutations/change-user.ts';
import './mutations/delete-user.ts';
import './mutations/sign-in.ts';
import './mutations/passwords.ts';
import './mutations/api-tokens.ts';
import './mutations/impersonate.ts';
