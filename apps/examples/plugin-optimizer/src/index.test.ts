import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ndarray } from '@chainrule/core';
import { advance, begin } from '@chainrule/optim';
import { testOptimizer } from '@chainrule/testing';
import { signDescent } from './index.js';

for (const { name, run } of testOptimizer(signDescent)) test(name, run);

test('a step has one length in every coordinate', () => {
  assert.equal(advance(begin(signDescent(), ndarray([3, -3])), ndarray([7, -0.1])).params.toString(), '[2.9, -2.9]');
});
