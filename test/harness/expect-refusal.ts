import type { Test } from 'supertest';
import { ERROR_URN } from '@flosum/scim-schema';

/**
 * Sends a request that must be refused by an Error (RFC 7644 section 3.12).
 *
 * @param scimType - Without it, the error must have none.
 */
export async function expectRefusal(test: Test, status: number, scimType?: string): Promise<void> {
  const { body, headers, status: answered } = await test;
  expect({ status: answered, body }).toMatchObject({
    status,
    body: { schemas: [ERROR_URN], status: String(status), detail: expect.stringMatching(/\w/) },
  });
  expect((body as { scimType?: string }).scimType).toBe(scimType);
  expect(headers['content-type']).toContain('application/scim+json');
}
