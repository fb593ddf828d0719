import { isUrnClash } from './urn-clash.js';

describe('isUrnClash', () => {
  it.each([
    ['urn:acme:2.0:User', 'urn:acme:2.0:User', true],
    ['urn:acme:2.0:User', 'URN:ACME:2.0:user', true],
    ['urn:acme:2.0:User', 'urn:acme:2.0User', true],
    ['urn:acme:2.0:User', 'urn:acme:2.0:User:badge', true],
    ['urn:acme:2.0:User:badge.number', 'urn:acme:2.0:user', true],
    ['urn:acme:2.0:User', 'urn:acme:2.0:User:2.0', false],
    ['urn:acme:2.0:User', 'urn:acme:2.0:User:badge:2.0:User', false],
    ['urn:acme:2.0:User', 'urn:acme:2.0:Users', false],
    ['urn:acme:2.0:User', 'urn:globex:2.0:User', false],
  ])('of %s and %s is %s, in either order', (left, right, clash) => {
    expect([isUrnClash(left, right), isUrnClash(right, left)]).toEqual([clash, clash]);
  });
});
