import { useContext, useState } from 'react';
import { Link, Outlet, ScrollRestoration, useLocation, useOutletContext } from 'react-router';
import { SignOut } from './session.ts';

/** The list that a person comes from, with its search, filters and order: where `Users` leads back to. */
export const useList = () => useOutletContext<string>();

/** What stands around every page. */
export function Frame() {
  const signOut = useContext(SignOut);
  const { pathname, search } = useLocation();
  const [list, setList] = useState('/');
  if (pathname === '/' && list !== `/${search}`) setList(`/${search}`);
  return (
    <>
      <header className="frame">
        <Link to="/" className="brand">
          Directory
        </Link>
        <button type="button" className="quiet" onClick={signOut}>
          Sign out
        </button>
      </header>
      <main>
        <Outlet context={list} />
      </main>
      <ScrollRestoration getKey={(location) => location.pathname + location.search} />
    </>
  );
}
