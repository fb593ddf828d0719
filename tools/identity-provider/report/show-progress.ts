import { SingleBar } from 'cli-progress';
import type { Progress } from '../cycle/cycle-log.js';

const LINE_EVERY_MS = 5_000;

export interface ProgressDisplay {
  readonly show: (progress: Progress) => void;
  readonly stop: () => void;
}

/** A bar on a terminal; a plain line now and then where the output goes to a file or a build log. */
export function openProgress(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? openBar(stream) : openLines(stream);
}

function openBar(stream: NodeJS.WriteStream): ProgressDisplay {
  const bar = new SingleBar({
    stream,
    format: '{bar} {percentage} % | {value} of {total} people | {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
  });
  return {
    show: ({ done, total }) => {
      if (done === 0) bar.start(total, 0);
      else bar.update(done);
    },
    stop: () => {
      bar.stop();
    },
  };
}

function openLines(stream: NodeJS.WriteStream): ProgressDisplay {
  let shownAt = Date.now();
  return {
    show: ({ done, total }) => {
      if (Date.now() - shownAt < LINE_EVERY_MS) return;
      shownAt = Date.now();
      stream.write(`${done} of ${total} people\n`);
    },
    stop: () => undefined,
  };
}
