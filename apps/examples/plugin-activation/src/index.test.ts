import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testActivation } from '@chainrule/testing';
import { gaussian } from './index.js';

for (const { name, run } of testActivation(gaussian)) test(name, run);

test('at 0 it is 1', () => {
  assert.equal(gaussian.value(0), 1);
});
