import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testBackend } from '@chainrule/testing';
import { counting } from './index.js';

const backend = counting();
for (const { name, run } of testBackend(backend, { programs: 5 })) test(name, run);

test('it counts', () => {
  assert.ok(backend.runs() > 100);
});
