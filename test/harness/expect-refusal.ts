import type { Test } from 'supertest';
import { ERROR_URN } from '@flosum/scim-schema';

/**
 * Sends a request that must be refused by an Error (RFC 7644 section 3.12).
 *
 * @param scimType - Without it, the error must have none.
 */
export async function expectRefusal(test: Test, status: number, scimType?: string): Promise<void> {
  const response = await test;
  const body = response.body as Readonly<Record<string, unknown>>;
  expect({ status: response.status, body }).toMatchObject({
    status,
    body: { schemas: [ERROR_URN], status: String(status) },
  });
  expect(body.scimType).toBe(scimType);
  expect(body.detail).toMatch(/\w/);
  expect(response.headers['content-type']).toContain('application/scim+json');
}
