import type { ErrorLike } from '@apollo/client';
import { useEffect, useRef, useState } from 'react';
import { Trouble } from '../parts/trouble.tsx';
import { type Problem, problemOf } from '../problems.ts';

/** How far below the window the end of the list may be when the next page is read. */
const ahead = '600px';

/** Reads the next page when the end of the list comes near, or the button is pressed. After a failure only by hand. */
export function More({ after, onMore }: { after: string; onMore: () => Promise<unknown> }) {
  const [asked, setAsked] = useState<{ after: string; problem?: Problem }>();
  const button = useRef<HTMLButtonElement>(null);
  const { problem } = asked?.after === after ? asked : {};
  const asking = asked?.after === after && !problem;

  function ask() {
    setAsked({ after });
    onMore().catch((error: ErrorLike) => setAsked({ after, problem: problemOf(error) }));
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: each page is asked for once.
  useEffect(() => {
    const observer = new IntersectionObserver(
      ([seen]) => {
        if (!seen?.isIntersecting) return;
        observer.disconnect();
        ask();
      },
      { rootMargin: ahead },
    );
    if (button.current) observer.observe(button.current);
    return () => observer.disconnect();
  }, [after]);

  return (
    <>
      {problem && <Trouble what="The next page could not be read." problem={problem} />}
      <button ref={button} type="button" className="more" aria-disabled={asking} onClick={asking ? undefined : ask}>
        {asking ? 'Loading more…' : problem ? 'Try again' : 'Load more'}
      </button>
    </>
  );
}
