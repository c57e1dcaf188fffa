import { ApolloProvider } from '@apollo/client/react';
import { useMemo, useState } from 'react';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { BindingsPage } from './access/bindings-page.tsx';
import { RulesPage } from './access/rules-page.tsx';
import { createClient } from './client.ts';
import { Frame } from './frame.tsx';
import { OffboardPage } from './offboard/offboard-page.tsx';
import { NoPage } from './parts/no-page.tsx';
import { RequestLog } from './rest-calls/request-log.ts';
import { Requests } from './rest-calls/rest-calls.tsx';
import { type Credentials, keepCredentials, readCredentials, SignOut } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { UserPage } from './user/user-page.tsx';
import { UsersPage } from './users/users-page.tsx';

const router = createBrowserRouter([
  {
    element: <Frame />,
    children: [
      { path: '/', element: <UsersPage /> },
      { path: '/user', element: <UserPage /> },
      { path: '/offboard', element: <OffboardPage /> },
      { path: '/access', element: <RulesPage /> },
      { path: '/access/kestra', element: <BindingsPage /> },
      { path: '*', element: <NoPage /> },
    ],
  },
]);

function openSession(credentials: Credentials) {
  const log = new RequestLog();
  return { log, client: createClient(credentials, log, () => router.state.location.key) };
}

/** The form to sign in; then the pages, over a client of the person's own. */
export function App() {
  const [credentials, setCredentials] = useState(readCredentials);
  const session = useMemo(() => credentials && openSession(credentials), [credentials]);

  function keep(credentials: Credentials | null) {
    keepCredentials(credentials);
    setCredentials(credentials);
  }

  if (!session) return <SignIn onSignIn={keep} />;
  return (
    <SignOut value={() => keep(null)}>
      <Requests value={session.log}>
        <ApolloProvider client={session.client}>
          <RouterProvider router={router} />
        </ApolloProvider>
      </Requests>
    </SignOut>
  );
}
