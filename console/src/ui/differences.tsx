import type { AttributeChange } from '../api/contract';

/** A value as people read it, with nothing left out; what is not there is said so. */
export function show(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (Array.isArray(value)) return value.map(show).join('; ');
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${show(part)}`)
    .join(', ');
}

/** What changed, attribute by attribute. */
export function Differences({ attributes }: { attributes: readonly AttributeChange[] }) {
  if (attributes.length === 0) return <p className="muted">Nothing changed.</p>;
  return (
    <table className="table stack differences">
      <thead>
        <tr>
          <th scope="col">Attribute</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {attributes.map(({ path, before, after }) => (
          <tr key={path}>
            <td>
              <code>{path}</code>
            </td>
            <td data-label="Before">
              <span className={before === undefined || before === null ? 'muted' : 'before'}>
                {show(before)}
              </span>
            </td>
            <td data-label="After">
              <span className={after === undefined || after === null ? 'muted' : 'after'}>{show(after)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
