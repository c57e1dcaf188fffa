import { useContext, useState } from 'react';
import { NavLink, Outlet, ScrollRestoration, useLocation, useOutletContext } from 'react-router';
import { Breakable } from './parts/breakable.tsx';
import { RestCalls } from './rest-calls/rest-calls.tsx';
import { useRights } from './rights.ts';
import { SignOut } from './session.ts';

/** The list that a person comes from, with its search, filters and order: where `Users` leads back to. */
export const useList = () => useOutletContext<string>();

/** What stands around every page. */
export function Frame() {
  const signOut = useContext(SignOut);
  const { username } = useRights();
  const { pathname, search } = useLocation();
  const [list, setList] = useState('/');
  if (pathname === '/' && list !== `/${search}`) setList(`/${search}`);
  return (
    <>
      <header className="frame">
        <span className="brand">Directory</span>
        <nav aria-label="Pages">
          <NavLink to="/">Users</NavLink>
          <NavLink to="/access">Access</NavLink>
          <NavLink to="/offboard">Offboard</NavLink>
        </nav>
        <div className="session">
          <RestCalls />
          {username && (
            <span className="muted">
              <Breakable>{username}</Breakable>
            </span>
          )}
          <button type="button" className="quiet" onClick={signOut}>
            Sign out
          </button>
        </div>
      </header>
      <main>
        <Outlet context={list} />
      </main>
      <ScrollRestoration getKey={(location) => location.pathname + location.search} />
    </>
  );
}
