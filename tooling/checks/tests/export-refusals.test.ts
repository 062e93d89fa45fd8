import { isChainruleError } from '@chainrule/core';
import { record, toPyTorch } from '@chainrule/export';
import { cumulativeSum, eigh, grad, tensor, trace, type Tensor } from '@chainrule/tensor';
import { expect, test } from 'vitest';

interface Weights {
  readonly w: Tensor;
}
/** The files of a step of plain descent. */
function exportLoss(loss: (p: Weights, x: Tensor) => Tensor): unknown {
  const step = (p: Weights, state: object, batch: { x: Tensor }, _hyper: object) => ({
    loss: loss(p, batch.x),
    parameters: { w: p.w.sub(grad(loss)(p, batch.x).w) },
    state,
  });
  const [start, batch] = [
    {
      w: tensor([
        [2, 1],
        [1, 3],
      ]),
    },
    {
      x: tensor([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    },
  ];
  const recording = record(step, { parameters: start, state: {}, batches: [batch], hyper: () => ({}) });
  return toPyTorch(trace(step, start, {}, batch, {}), recording);
}

function refusal(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    if (isChainruleError(error) && error.code === 'unsupported') return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('an operation that an engine lacks is refused with its name and the line that called it', () => {
  const message = refusal(() => exportLoss((p, x) => x.matmul(eigh(p.w).vectors).sum()));
  expect(message).toContain('"eigh" cannot be written for PyTorch: the signs of the vectors are a convention');
  expect(message).toMatch(/called at .*export-refusals\.test\.ts:\d+/);
});

test('examples that have to meet are refused with the line, when a batch is to be divided', () => {
  const message = refusal(() => exportLoss((p, x) => cumulativeSum(x, 0).matmul(p.w).sum()));
  expect(message).toContain('"cumulativeSum" cannot be written for several processes');
  expect(message).toContain('export-refusals.test.ts');
});

test('a recording of another step does not pass', () => {
  const step = (p: Weights, state: object, batch: { x: Tensor }, _hyper: object) => ({
    loss: batch.x.mul(p.w).sum(),
    parameters: p,
    state,
  });
  const recording = record(step, { parameters: { w: tensor([1, 2]) }, state: {}, batches: [{ x: tensor([[1, 2]]) }], hyper: () => ({}) });
  const program = trace(step, { w: tensor([1, 2, 3]) }, {}, { x: tensor([[1, 2, 3]]) }, {});
  expect(() => toPyTorch(program, recording)).toThrow('"w" is [3] in the program and [2] in the recording');
});

test('a step without a loss is refused', () => {
  const step = (parameters: object, state: object): never => ({ parameters, state }) as never;
  expect(() => record(step, { parameters: {}, state: {}, batches: [{}], hyper: () => ({}) })).toThrow('the step gives no loss');
});
