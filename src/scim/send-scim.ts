import type { Response } from 'express';

export const SCIM_MEDIA_TYPE = 'application/scim+json; charset=utf-8';

/** Sends a SCIM body. Answers hold personal data, so nobody on the way may keep them. */
export function sendScim(response: Response, body: object): void {
  response.setHeader('Content-Type', SCIM_MEDIA_TYPE);
  response.setHeader('Cache-Control', 'no-store');
  response.end(response.req.method === 'HEAD' ? undefined : JSON.stringify(body));
}
