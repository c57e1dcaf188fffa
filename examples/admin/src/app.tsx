import { ApolloProvider } from '@apollo/client/react';
import { useMemo, useState } from 'react';
import { createBrowserRouter, Navigate } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { createClient } from './client.ts';
import { Frame } from './frame.tsx';
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
      { path: '*', element: <Navigate to="/" replace /> },
    ],
  },
]);

/** The form to sign in; then the pages, over a client of the person's own. */
export function App() {
  const [credentials, setCredentials] = useState(readCredentials);
  const client = useMemo(() => credentials && createClient(credentials), [credentials]);

  function keep(credentials: Credentials | null) {
    keepCredentials(credentials);
    setCredentials(credentials);
  }

  if (!client) return <SignIn onSignIn={keep} />;
  return (
    <SignOut value={() => keep(null)}>
      <ApolloProvider client={client}>
        <RouterProvider router={router} />
      </ApolloProvider>
    </SignOut>
  );
}
