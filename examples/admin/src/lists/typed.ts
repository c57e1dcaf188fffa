import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { withValues } from './values.ts';

/** How long a person has to stop typing before the list is asked for. */
const pauseMs = 300;

/** A value of the URL that is typed: it goes there at a pause. @returns what the input takes */
export function useTyped(name: string) {
  const [params, setParams] = useSearchParams();
  const held = params.get(name) ?? '';
  const [text, setText] = useState(held);
  const sent = useRef(held);
  useEffect(() => {
    // Somebody went back, or shows all: the input follows. It does not follow itself, as more may have been typed since.
    if (held === sent.current) return;
    sent.current = held;
    setText(held);
  }, [held]);
  useEffect(() => {
    const value = text.trim();
    if (value === held) return;
    const timer = setTimeout(() => {
      sent.current = value;
      // One search is one step of the history, however often the person paused in typing it.
      setParams((now) => withValues(now, { [name]: value }), { replace: held !== '' });
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text, held, name, setParams]);
  return { value: text, onChange: ({ target }: ChangeEvent<HTMLInputElement>) => setText(target.value) };
}
