import { useSearchParams } from 'react-router';
import { withValues } from './values.ts';

/** One of several values, or all of them, which the URL holds. */
export function Choice({
  name,
  label,
  choices,
  all = 'All',
}: {
  /** The name of the value in the URL. */
  name: string;
  label: string;
  /** What people read, by what the URL holds. */
  choices: Readonly<Record<string, string>>;
  all?: string;
}) {
  const [params, setParams] = useSearchParams();
  const held = params.get(name) ?? '';
  return (
    <label>
      {label}
      <select
        value={Object.hasOwn(choices, held) ? held : ''}
        onChange={({ target }) => setParams((now) => withValues(now, { [name]: target.value }))}
      >
        <option value="">{all}</option>
        {Object.entries(choices).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
