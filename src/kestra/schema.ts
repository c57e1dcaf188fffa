/** Adds Kestra to the graph, by being imported. */
import '../graph/failures.ts';
import '../graph/mutation.ts';
import './user.ts';
import './directory.ts';
import './api-token.ts';
import './queries.ts';
import './references.ts';
import './mutations/create-user.ts';
import './mutations/change-user.ts';
import './mutations/delete-user.ts';
import './mutations/sign-in.ts';
import './mutations/passwords.ts';
import './mutations/api-tokens.ts';
import './mutations/impersonate.ts';
