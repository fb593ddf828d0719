import { Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import type { Chart } from '../../api/contract';

const WIDTH = 720;
const HEIGHT = 176;
const BOTTOM = 2;
const LEFT = 0;

const hour = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
/** Days are those of UTC, wherever the browser is. */
const day = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** Bars of requests by hour or day, failed ones at the foot of each. Screen readers get the same as a table. */
export function RequestChart({ chart: { unit, buckets } }: { chart: Chart }) {
  const [pointed, setPointed] = useState<number>();
  const [format, per] = unit === 'hour' ? [hour, 'hour'] : [day, 'day (UTC)'];
  const top = roundUp(Math.max(...buckets.map(({ total }) => total), 1));
  const step = (WIDTH - LEFT) / Math.max(buckets.length, 1);
  const high = (count: number): number => (count / top) * (HEIGHT - BOTTOM - 8);
  const shown = pointed === undefined ? undefined : buckets[pointed];
  const every = Math.ceil(buckets.length / 6);
  return (
    <figure style={{ margin: 0 }}>
      <svg
        className="chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden
        onPointerLeave={() => setPointed(undefined)}
      >
        {[0, 0.5, 1].map((share) => (
          <line
            key={share}
            className="axis"
            x1={LEFT}
            x2={WIDTH}
            y1={HEIGHT - BOTTOM - high(top * share)}
            y2={HEIGHT - BOTTOM - high(top * share)}
          />
        ))}
        {buckets.map(({ at, total, failed }, index) => (
          <g
            key={at}
            onPointerEnter={() => setPointed(index)}
            opacity={pointed === undefined || pointed === index ? 1 : 0.55}
          >
            <rect x={LEFT + index * step} y={0} width={step} height={HEIGHT - BOTTOM} fill="transparent" />
            <rect
              className="bar"
              x={LEFT + index * step + step * 0.15}
              y={HEIGHT - BOTTOM - high(total)}
              width={step * 0.7}
              height={high(total - failed)}
            />
            <rect
              className="bar-bad"
              x={LEFT + index * step + step * 0.15}
              y={HEIGHT - BOTTOM - high(failed)}
              width={step * 0.7}
              height={high(failed)}
            />
          </g>
        ))}
      </svg>
      <ChartLabels
        labels={buckets
          .filter((_, index) => index % every === 0)
          .map(({ at }) => format.format(new Date(at)))}
      />
      <Text component="figcaption" size="xs" c="dimmed" mt={4} style={{ minHeight: '1.2rem' }}>
        {shown === undefined
          ? `By ${per}. The highest line stands for ${top.toLocaleString('en')} requests.`
          : `${format.format(new Date(shown.at))}: ${shown.total.toLocaleString('en')} requests, ${shown.failed.toLocaleString('en')} failed`}
      </Text>
      <VisuallyHidden>
        <table>
          <caption>Requests by {per}</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">Requests</th>
              <th scope="col">Failed</th>
            </tr>
          </thead>
          <tbody>
            {buckets.map(({ at, total, failed }) => (
              <tr key={at}>
                <th scope="row">{format.format(new Date(at))}</th>
                <td>{total}</td>
                <td>{failed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </figure>
  );
}

function ChartLabels({ labels }: { labels: readonly string[] }) {
  return (
    <div aria-hidden className="chart-labels">
      {labels.map((label, index) => (
        <span key={index}>{label}</span>
      ))}
    </div>
  );
}

/** The next number that reads well: 1, 2 or 5 and zeros. */
function roundUp(count: number): number {
  const size = 10 ** Math.floor(Math.log10(count));
  return size * ([1, 2, 5, 10].find((step) => step * size >= count) ?? 10);
}
