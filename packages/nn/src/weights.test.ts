import { key, ndarray, relu, type NdArray } from '@chainrule/core';
import { readSafetensors } from '@chainrule/data';
import { ones, type Tensor } from '@chainrule/tensor';
import { expect, test } from 'vitest';
import { batchNorm, linear, loadWeights, lstm, multiHeadAttention, saveWeights, sequential, transformerBlock } from './index.js';

const net = sequential({ fc1: linear(3, 4), bn: batchNorm(4), relu, fc2: linear(4, 2) });

test('weights go out and come back to the same bits, state and all', () => {
  const numbers = net.init(key(1));
  const back = loadWeights(saveWeights(numbers, { made: 'here' }), net.init(key(2)));
  const x = ones([2, 3]);
  const forward = ({ params, state }: typeof numbers): Tensor => net.apply(params, state, x, { mode: 'eval' }).y;
  expect(forward(back).dataSync()).toEqual(forward(numbers).dataSync());
  expect(back.state.bn.num_batches_tracked.dtype).toBe('int32');
});

test.each([
  ['a network with batch normalisation', net, ['bn.bias', 'bn.num_batches_tracked', 'bn.running_mean', 'bn.running_var', 'bn.weight', 'fc1.bias', 'fc1.weight', 'fc2.bias', 'fc2.weight']], // prettier-ignore
  ['nn.MultiheadAttention', multiHeadAttention(4, 2), ['in_proj_bias', 'in_proj_weight', 'out_proj.bias', 'out_proj.weight']],
  ['nn.LSTM', lstm(2, 3, { layers: 2 }), ['bias_hh_l0', 'bias_hh_l1', 'bias_ih_l0', 'bias_ih_l1', 'weight_hh_l0', 'weight_hh_l1', 'weight_ih_l0', 'weight_ih_l1']], // prettier-ignore
  ['nn.TransformerEncoderLayer', transformerBlock(4, 2), ['linear1.bias', 'linear1.weight', 'linear2.bias', 'linear2.weight', 'norm1.bias', 'norm1.weight', 'norm2.bias', 'norm2.weight', 'self_attn.in_proj_bias', 'self_attn.in_proj_weight', 'self_attn.out_proj.bias', 'self_attn.out_proj.weight']], // prettier-ignore
])('the names are those of a state_dict of %s', (_, layer, names) => {
  expect(Object.keys(readSafetensors(saveWeights(layer.init(key(0)))).tensors).sort()).toEqual(names);
});

test('what does not fit is named, all of it', () => {
  const like = net.init(key(0));
  const { 'fc1.weight': weight, ...rest } = readSafetensors(saveWeights(like)).tensors as Record<string, NdArray>;
  const wrong = { ...rest, 'fc1.wieght': weight!, 'fc2.bias': ndarray([1, 2, 3]) };
  expect(() => loadWeights(wrong, like)).toThrow(
    'missing: fc1.weight; unexpected: fc1.wieght (did you mean "fc1.weight"?); of another shape: fc2.bias is [3], expected [2]',
  );
  expect(() => loadWeights(wrong, like, { strict: false })).toThrow('fc2.bias is [3]');
  const { 'fc2.bias': _, ...fitting } = wrong;
  expect(loadWeights(fitting, like, { strict: false }).params.fc2.bias).toBe(like.params.fc2.bias);
});
