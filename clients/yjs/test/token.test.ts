import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readClaims, renewalDelay } from '../src/token.js';
import { tokenWith } from './tokens.js';

test('a token tells what it allows and when it ends', () => {
  const claims = readClaims(tokenWith({ access: 'read', iat: 1_000, exp: 1_300, sub: 'ünïcode', document: 'a/b' }));
  assert.deepEqual(claims, { access: 'read', issuedAt: 1_000_000, expiresAt: 1_300_000 });
});

test('what is no JSON Web Token tells nothing', () => {
  for (const text of ['', 'opaque', 'a.b.c', `x.${btoa('null')}.y`, `x.${btoa('{"access":"admin","exp":"soon"}')}.y`]) {
    assert.deepEqual(readClaims(text), {}, text);
  }
});

test('a token is renewed when most of its life is over', () => {
  assert.equal(renewalDelay({ issuedAt: 0, expiresAt: 300_000 }), 210_000);
});

test('a token of no length is not asked for without a pause', () => {
  assert.equal(renewalDelay({ issuedAt: 5_000, expiresAt: 5_000 }), 1_000);
});

test('a token that does not tell when it ends is kept', () => {
  assert.equal(renewalDelay({ expiresAt: 300_000 }), undefined);
});
