import { removeTemplate } from './template-database.js';

export default async function tearDown() {
  const template = process.env['TEST_TEMPLATE'];
  if (template !== undefined) await removeTemplate(process.env['TEST_DATABASE_URL'], template);
}
