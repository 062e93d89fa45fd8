import { elementwise } from '@chainrule/core';
import { expect, test } from 'vitest';
import { definitionOf } from '../../../packages/export/src/formula/definitions.js';
import { expansions } from '../../../packages/export/src/flat/expansions.js';
import { operationNames, type OperationTable } from '../../../packages/export/src/operation-table.js';
import { rules } from '../../../packages/export/src/placement/rules.js';
import { torchFormulas } from '../../../packages/export/src/pytorch/elementwise.js';
import { torchOperations } from '../../../packages/export/src/pytorch/operations.js';
import { primitives } from '../../../packages/tensor/src/primitives/table.js';

/** Operations of the control functions, which hold programs and are in no table. */
const control = ['checkpoint', 'cond', 'customJvp', 'customVjp', 'scan', 'while'];

test('every operation is expanded, or in every table', () => {
  const all = [...Object.values(primitives).map(({ name }) => name), ...control];
  expect(all.filter((name) => !(name in expansions)).sort()).toEqual([...operationNames].sort());
});

const lacking = (table: OperationTable<object>): string[] => operationNames.filter((name) => 'refused' in table[name]);
test.each([
  [
    'PyTorch',
    torchOperations,
    ['cofactors', 'eigh', 'factorize', 'logDeterminant', 'qr', 'solveFactored', 'svd', 'triangle', 'triangularSolve', 'while'],
  ],
] as const)('%s lacks these operations and no others', (_, table, expected) => {
  expect(lacking(table)).toEqual(expected);
});

test.each([
  [
    'PyTorch',
    torchFormulas,
    [
      'Ci',
      'Ei',
      'Si',
      'airyai',
      'airyaiprime',
      'besselj',
      'gamma',
      'lambertw',
      'nthroot',
      'polygamma',
      'sincderivative',
      'zeta',
      'zetaderivative',
    ],
  ],
] as const)('%s lacks these functions, which have no definition by others', (_, { functions }, expected) => {
  const names = Object.values(elementwise).filter(
    (fn) => functions[fn.name] === undefined && definitionOf(fn) === undefined && fn.arity > 0,
  );
  expect(names.map(({ name }) => name).sort()).toEqual(expected);
});

test('a rule of division among processes names an operation', () => {
  for (const name of Object.keys(rules)) expect(operationNames).toContain(name);
});
