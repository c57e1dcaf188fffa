import { useSearchParams } from 'react-router';
import { type Order, withValues } from './values.ts';

/** A column that the list can be ordered by, and by which it is. */
export function ColumnHeader<Column extends string>({
  column,
  order,
  children,
}: {
  column: Column;
  order: Order<Column>;
  children: string;
}) {
  const [, setParams] = useSearchParams();
  const isOrder = order.column === column;
  const descends = isOrder && !order.descending;
  return (
    <th
      scope="col"
      className={column}
      aria-sort={isOrder ? (order.descending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        onClick={() => setParams((now) => withValues(now, { sort: `${descends ? '-' : ''}${column}` }))}
      >
        {children}
      </button>
    </th>
  );
}
