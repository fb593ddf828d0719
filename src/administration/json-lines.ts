/** The media type of JSON lines: one JSON value a line. */
export const JSON_LINES = 'application/jsonl';
