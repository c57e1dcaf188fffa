import { Fragment } from 'react';

/**
 * A name, an address or a path. Where it is too long for its line, it breaks before `@`, dots, slashes and underscores, and
 * within a word only if that is not enough.
 */
export function Breakable({ children }: { children: string }) {
  return children.split(/(?=[@._/])/).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other identity.
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
