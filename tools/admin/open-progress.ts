import { SingleBar } from 'cli-progress';

const LINE_EVERY_MS = 5_000;

/** How far something is. */
export interface Progress {
  readonly show: (done: number, total: number) => void;
  readonly stop: () => void;
}

/** A bar on a terminal; a plain line now and then where the output goes to a file. */
export function openProgress(stream: NodeJS.WriteStream, what: string): Progress {
  return stream.isTTY ? openBar(stream, what) : openLines(stream, what);
}

function openBar(stream: NodeJS.WriteStream, what: string): Progress {
  const bar = new SingleBar({
    stream,
    format: `{bar} {percentage} % | {value} of {total} ${what} | {eta_formatted} left`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
  });
  let isStarted = false;
  return {
    show: (done, total) => {
      if (!isStarted) bar.start(total, done);
      isStarted = true;
      bar.setTotal(Math.max(total, done));
      bar.update(done);
    },
    stop: () => {
      if (isStarted) bar.stop();
    },
  };
}

function openLines(stream: NodeJS.WriteStream, what: string): Progress {
  let shownAt = Date.now();
  return {
    show: (done, total) => {
      if (Date.now() - shownAt < LINE_EVERY_MS) return;
      shownAt = Date.now();
      stream.write(`${done} of ${total} ${what}\n`);
    },
    stop: () => undefined,
  };
}
