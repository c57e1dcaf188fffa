/** Importing this module adds Run:ai to the graph. */
import '../graph/failures.ts';
import '../graph/mutation.ts';
import './types/user.ts';
import './types/group.ts';
import './types/viewer.ts';
import './queries.ts';
import './types/entities.ts';
import './mutations/create-user.ts';
import './mutations/delete-user.ts';
import './mutations/logout-user.ts';
import './mutations/group.ts';
import './mutations/passwords.ts';
import './mutations/user-access.ts';
