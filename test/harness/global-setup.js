import 'reflect-metadata';
import { makeTemplate } from './template-database.js';

/** Once before all test files. What they need to know travels in the environment, for they are other processes. */
export default async function setUp() {
  process.env['TEST_TEMPLATE'] = await makeTemplate(process.env['TEST_DATABASE_URL']);
}
