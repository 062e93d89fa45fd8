import { toStableHlo } from '@chainrule/export';
import { tensor, trace, type Tensor } from '@chainrule/tensor';
import { expect, test } from 'vitest';

// What XLA makes of the annotations is shown by `npm run evidence -- export-stablehlo`.
const program = trace((w: Tensor, x: Tensor) => x.matmul(w).sum(), tensor([[1], [2]]), tensor([[1, 2], [3, 4], [5, 6], [7, 8]])); // prettier-ignore

test('for one device a module says nothing of devices', () => {
  expect(toStableHlo(program)).not.toContain('sdy');
});

test('for several it says which inputs are divided, and along which axis', () => {
  const text = toStableHlo(program, { batch: [1], devices: 4 });
  expect(text).toContain('sdy.mesh @mesh = <["data"=4]>');
  expect(text).toContain('%arg0: tensor<2x1xf32> {sdy.sharding = #sdy.sharding<@mesh, [{}, {}]>}');
  expect(text).toContain('%arg1: tensor<4x2xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"data"}, {}]>}');
});
