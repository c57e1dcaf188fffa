import { Link } from 'react-router';
import { Heading } from './heading.tsx';

/** Stands at an address that leads to no page. */
export function NoPage() {
  return (
    <>
      <title>No such page</title>
      <Heading>There is no such page</Heading>
      <p>The address may be cut off or mistyped.</p>
      <p>
        <Link to="/">Show all users</Link>
      </p>
    </>
  );
}
