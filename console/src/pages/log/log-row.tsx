import { Link } from '@tanstack/react-router';
import type { LogLine } from '../../api/contract';
import { ClockOf } from '../../ui/when';
import type { LogSearch } from './log-search';
import { OutcomeBadge } from './outcome-badge';

export function LogRow({ line, search, isFresh }: { line: LogLine; search: LogSearch; isFresh: boolean }) {
  const { id, at, outcome, status, meaning, method, scimType, token, milliseconds, deviations } = line;
  return (
    <Link
      to="/log"
      search={{ ...search, line: id }}
      replace
      resetScroll={false}
      className={isFresh ? 'row log-row fresh' : 'row log-row'}
    >
      <span className="muted">
        <ClockOf at={at} />
      </span>
      <OutcomeBadge outcome={outcome} status={status} />
      <span style={{ minWidth: 0 }}>
        <span
          style={{
            display: '-webkit-box',
            WebkitLineClamp: 2,
            WebkitBoxOrient: 'vertical',
            overflow: 'hidden',
          }}
        >
          {meaning}
        </span>
        <span className="muted" style={{ fontSize: '0.78rem' }}>
          <span className="mono">{method}</span>
          {scimType !== null && ` · ${scimType}`}
          {deviations.length > 0 && ` · ${deviations.length} tolerated`}
        </span>
      </span>
      <span className="muted cut">{token.name ?? ''}</span>
      <span className="muted">{milliseconds} ms</span>
    </Link>
  );
}
