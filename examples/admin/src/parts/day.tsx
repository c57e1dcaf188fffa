const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

/** The day of a point in time, with the whole of it on hovering; without one, what that means. */
export function Day({ at, none }: { at: string | null; none: string }) {
  if (!at) return <span className="muted">{none}</span>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={moment.format(date)}>
      {day.format(date)}
    </time>
  );
}
