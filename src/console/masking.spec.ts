import { maskActorFor, maskFor, maskText } from './masking.js';

const FILTER = 'emails.value eq "jane@acme.test" and name.familyName eq "Doe"';

describe('masking', () => {
  it.each([
    ['jane@acme.test', 'j•••@acme.test'],
    ['Jane', 'J•••'],
    ['Jane @ Sales', 'J•••'],
    ['Jane Doe <jane@acme.test>', 'J•••'],
    ['jane@home@acme.test', 'j•••'],
    [FILTER, 'e•••'],
    ['', ''],
    ['01a20a93-30be-7600-8c6f-7feb53359e09', '01a20a93-30be-7600-8c6f-7feb53359e09'],
  ])('makes of %s: %s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it('leaves nothing of an address in a sentence of a body', () => {
    expect(maskFor('auditor', { note: 'mail jane@acme.test, ask for Doe', active: true })).toEqual({
      note: 'm•••',
      active: true,
    });
  });

  it.each([
    [{ type: 'operator', name: 'Jane Doe' }, 'J•••'],
    [{ type: 'operator', name: 'operator' }, 'operator'],
    [{ type: 'admin', name: 'jane@acme.test' }, 'j•••@acme.test'],
    [{ type: 'api-token', name: 'Entra ID' }, 'Entra ID'],
  ])('shows auditors %j as %s', (actor, name) => {
    expect(maskActorFor('auditor', actor).name).toBe(name);
    expect(maskActorFor('owner', actor)).toBe(actor);
  });
});
