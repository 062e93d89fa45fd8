import { elementwise } from '@chainrule/core';
import { expect, test } from 'vitest';
import { expansions } from '../../../packages/export/src/flat/expansions.js';
import { definitionOf } from '../../../packages/export/src/formula/definitions.js';
import { Graph } from '../../../packages/export/src/onnx/graph.js';
import { onnxFormulas } from '../../../packages/export/src/onnx/elementwise.js';
import { onnxOperations } from '../../../packages/export/src/onnx/operations.js';
import { operationNames, type OperationTable } from '../../../packages/export/src/operation-table.js';
import { rules } from '../../../packages/export/src/placement/rules.js';
import { torchFormulas } from '../../../packages/export/src/pytorch/elementwise.js';
import { torchOperations } from '../../../packages/export/src/pytorch/operations.js';
import { hloFormulas } from '../../../packages/export/src/stablehlo/elementwise.js';
import { Hlo } from '../../../packages/export/src/stablehlo/hlo.js';
import { hloOperations } from '../../../packages/export/src/stablehlo/operations.js';
import { primitives } from '../../../packages/tensor/src/primitives/table.js';

/** Operations of the control functions, which hold programs and are in no table. */
const control = ['checkpoint', 'cond', 'customJvp', 'customVjp', 'scan', 'while'];

test('every operation is expanded, or in every table', () => {
  const all = [...Object.values(primitives).map(({ name }) => name), ...control];
  expect(all.filter((name) => !(name in expansions)).sort()).toEqual([...operationNames].sort());
});

const factorisations = 'cofactors determinant eigh factorize logDeterminant qr solveFactored svd triangle triangularSolve';
const targets: readonly (readonly [string, OperationTable<object>, string])[] = [
  ['PyTorch', torchOperations, ''],
  ['StableHLO', hloOperations, 'cholesky fourier recurrence'],
  ['ONNX', onnxOperations, 'cholesky cumulativeProduct dynamicSlice dynamicUpdateSlice fourier recurrence'],
];
test.each(targets)('%s lacks factorisations, loops without an end, and these: %3$s', (_, table, more) => {
  const expected = `${factorisations} while ${more}`.trim().split(' ').sort();
  expect(operationNames.filter((name) => 'refused' in table[name])).toEqual(expected);
});

const special = 'Ci Ei Si airyai airyaiprime besselj gamma lambertw nthroot polygamma sincderivative zeta zetaderivative';
test.each([
  ['PyTorch', torchFormulas.functions, ''],
  ['StableHLO', hloFormulas(new Hlo(), []).functions, ''],
  ['ONNX', onnxFormulas(new Graph()).functions, 'atan2 digamma loggamma'],
] as const)('%s lacks special functions, and these, which have no definition by others: %3$s', (_, functions, more) => {
  const names = Object.values(elementwise).filter(
    (fn) => functions[fn.name] === undefined && definitionOf(fn) === undefined && fn.arity > 0,
  );
  expect(names.map(({ name }) => name).sort()).toEqual(`${special} ${more}`.trim().split(' ').sort());
});

test('a rule of division among processes names an operation', () => {
  for (const name of Object.keys(rules)) expect(operationNames).toContain(name);
});
