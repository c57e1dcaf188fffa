import { Link } from 'react-router';
import { Breakable } from '../parts/breakable.tsx';
import { pageOf } from '../user/address.ts';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Where the page of a user is whom a rule names: by username, or by the id that Run:ai gave. */
const pageOfHolder = (name: string) => pageOf(uuid.test(name) ? { userId: name } : { username: name });

/** Who holds a role: a link to the page of a user, the name of anybody else. */
export function Holder({ name, isUser, kind }: { name: string; isUser: boolean; kind: string }) {
  if (isUser)
    return (
      <Link to={pageOfHolder(name)}>
        <Breakable>{name}</Breakable>
      </Link>
    );
  return (
    <>
      <Breakable>{name}</Breakable> <span className="hint">{kind}</span>
    </>
  );
}
