import type { ErrorLike } from '@apollo/client';
import { useEffect, useRef, useState } from 'react';
import { Trouble } from '../parts/trouble.tsx';
import { type Problem, problemOf } from '../problems.ts';

/** How far below the window the end of the list may be when the next page is read. */
const ahead = '600px';

/** Reads the next page when the end of the list comes near, or the button is pressed. After a failure only by hand. */
export function More({ onMore }: { onMore: () => Promise<unknown> }) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const button = useRef<HTMLButtonElement>(null);

  function ask() {
    setAsking(true);
    setProblem(undefined);
    onMore().catch((error: ErrorLike) => {
      setProblem(problemOf(error));
      setAsking(false);
    });
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is there for one page, and asks for it once.
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
  }, []);

  return (
    <>
      {problem && <Trouble what="The next page could not be read." problem={problem} />}
      <button ref={button} type="button" className="more" aria-disabled={asking} onClick={asking ? undefined : ask}>
        {asking ? 'Loading more…' : problem ? 'Try again' : 'Load more'}
      </button>
    </>
  );
}
