import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Saving } from '../src/saving.js';

test('nothing that was edited is everything saved', () => {
  assert.equal(new Saving().isSaved, true);
});

test('an edit is saved when the question behind it is answered', () => {
  const saving = new Saving();
  saving.edit();
  assert.equal(saving.isSaved, false);
  saving.answer(saving.question);
  assert.equal(saving.isSaved, true);
});

test('an answer says nothing of later edits', () => {
  const saving = new Saving();
  saving.edit();
  const question = saving.question;
  saving.edit();
  saving.answer(question);
  assert.equal(saving.isSaved, false);
});

test('an answer to what was never asked saves nothing that comes', () => {
  const saving = new Saving();
  saving.edit();
  saving.answer(1_000);
  saving.edit();
  assert.equal(saving.isSaved, false);
});
