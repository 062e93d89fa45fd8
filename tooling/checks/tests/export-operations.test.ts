import { toJax, toPyTorch } from '@chainrule/export';
import { expect, test } from 'vitest';
import { torchOperations } from '../../../packages/export/src/pytorch/operations.js';
import { hloOperations } from '../../../packages/export/src/stablehlo/operations.js';
import { casesIn, programOf, written } from '../../evidence/export/operation-cases.js';

// What these lines compute is shown by `npm run evidence -- export-operations`, which runs them. A changed line has to be shown there first;
// then `npm test -- tooling/checks/tests/export-operations -u` takes it over.
test.each([
  ['step.py', torchOperations, toPyTorch],
  ['step.mlir', hloOperations, toJax],
] as const)('every operation is written in %s as it was when it was run', async (file, table, toFiles) => {
  const cases = written(casesIn(table, 'float64'), toFiles);
  const { program, recording } = programOf(cases);
  await expect(toFiles(program, recording)[file]).toMatchFileSnapshot(`../../reference/export-operations/${file}.txt`);
});
