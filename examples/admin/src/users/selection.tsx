import { useRef } from 'react';
import type { Person } from '../changes/change-dialog.tsx';
import { ChangeUsers } from '../changes/change-users.tsx';
import { focusHeading } from '../parts/heading.tsx';

/** What can be done with the users that are selected. It stays in view at the bottom of the window. */
export function Selection({
  users,
  total,
  readingAll,
  onAll,
  onClear,
}: {
  users: readonly Person[];
  total: number | null | undefined;
  readingAll: boolean;
  /** Selects the rest of the list too; absent while some of what is shown is not selected, and where there is no rest. */
  onAll: (() => void) | undefined;
  onClear: () => void;
}) {
  const status = useRef<HTMLSpanElement>(null);
  return (
    <section className="selection" aria-label="Selected users" hidden={users.length === 0}>
      <span ref={status} role="status" tabIndex={-1}>
        {readingAll ? 'Reading the rest…' : `${users.length} selected`}
      </span>
      {onAll && !readingAll && (
        <button
          type="button"
          className="quiet"
          onClick={() => {
            // The button goes while it is done.
            status.current?.focus();
            onAll();
          }}
        >
          Select all{total == null ? '' : ` ${total}`}
        </button>
      )}
      {!readingAll && <ChangeUsers users={users} />}
      <button
        type="button"
        className="quiet"
        onClick={() => {
          onClear();
          focusHeading();
        }}
      >
        Clear
      </button>
    </section>
  );
}
