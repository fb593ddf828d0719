import type { DestinationStream } from 'pino';
import pinoPretty from 'pino-pretty';

/** Text for people, on a terminal only: whoever collects logs gets JSON. */
export function pretty(): DestinationStream {
  return pinoPretty.PinoPretty({
    sync: true,
    colorize: true,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'requestId',
  });
}
