import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { withValues } from './list.ts';

/** How long a person has to stop typing before it is searched. */
const pauseMs = 300;

/** What the list is narrowed by. The URL holds it, so that it can be shared and gone back from. */
export function Filters() {
  const [params, setParams] = useSearchParams();
  const set = (values: Readonly<Record<string, string>>) => setParams((now) => withValues(now, values));
  return (
    <search className="filters">
      <Search />
      <label>
        Account
        <select value={params.get('type') ?? ''} onChange={({ target }) => set({ type: target.value })}>
          <option value="">All</option>
          <option value="local">Local</option>
          <option value="sso">Single sign-on</option>
        </select>
      </label>
      <label>
        Signed in since
        <input type="date" value={params.get('since') ?? ''} onChange={({ target }) => set({ since: target.value })} />
      </label>
    </search>
  );
}

function Search() {
  const [params, setParams] = useSearchParams();
  const searched = params.get('q') ?? '';
  const [text, setText] = useState(searched);
  // Going back, or showing all, changes what is searched: the field follows.
  const [followed, setFollowed] = useState(searched);
  if (followed !== searched) {
    setFollowed(searched);
    if (text.trim() !== searched) setText(searched);
  }
  useEffect(() => {
    const q = text.trim();
    if (q === searched) return;
    // One search is one step of the history, however often the person paused in typing it.
    const timer = setTimeout(() => setParams((now) => withValues(now, { q }), { replace: searched !== '' }), pauseMs);
    return () => clearTimeout(timer);
  }, [text, searched, setParams]);

  return (
    <label className="wide">
      Search
      <input type="search" value={text} placeholder="Name or e-mail" onChange={({ target }) => setText(target.value)} />
    </label>
  );
}
