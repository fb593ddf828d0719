import pg from 'pg';

const TIMESTAMPTZ = 1184;

/**
 * The driver's way of reading values, but that an instant in UTC is read by the engine's own parser: a page of a hundred
 * resources has two hundred of them. Connections of the service are in UTC.
 */
export const UTC_TIMES = {
  getTypeParser(id: number, format?: string): (text: string) => unknown {
    const parse = pg.types.getTypeParser(id, format as 'text') as (text: string) => unknown;
    if (id !== TIMESTAMPTZ || format === 'binary') return parse;
    return (text) => {
      const isPlain = text.endsWith('+00') && text.charAt(4) === '-';
      return isPlain ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : parse(text);
    };
  },
};
