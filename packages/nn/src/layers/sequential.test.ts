import { key, leakyrelu, pathName, paths, relu } from '@chainrule/core';
import { compile, grad, ones, tensor, vmap, type Tensor } from '@chainrule/tensor';
import { describe, expect, test } from 'vitest';
import { crossEntropy } from '../losses/cross-entropy.js';
import { linear } from './linear.js';
import { sequential } from './sequential.js';

const net = sequential(linear(3, 4), relu, linear(4, 2));

describe('layers in a sequence', () => {
  test('have the parameter paths of PyTorch', () => {
    expect(paths(net.init(key(0)).params).map(pathName)).toEqual(['0.weight', '0.bias', '2.weight', '2.bias']);
    expect(paths(sequential({ a: linear(1, 1), relu }).init(key(0)).params).map(pathName)).toEqual(['a.weight', 'a.bias']);
  });

  test('draw other numbers each, the same for the same key', () => {
    const twins = sequential(linear(3, 3), linear(3, 3));
    const { params } = twins.init(key(1));
    expect(params[0].weight.dataSync()).not.toEqual(params[1].weight.dataSync());
    expect(params[0].weight.dataSync()).toEqual(twins.init(key(1)).params[0].weight.dataSync());
  });

  test('name themselves in errors', () => {
    const nested = sequential({ body: sequential(linear(3, 4), linear(5, 2)) });
    const { params, state } = nested.init(key(0));
    expect(() => nested.apply(params, state, ones([2, 3]), { mode: 'eval' })).toThrow(
      /\[linear at "body\.1"\] the input \[2, 4\] does not end in 5[^]*hint: reshape it to/,
    );
  });

  test('are seen, and changed, by an observer', () => {
    const { params, state } = net.init(key(0));
    const seen: string[] = [];
    const { y } = net.apply(params, state, ones([2, 3]), {
      mode: 'eval',
      observe: (out, layer, path) => {
        seen.push(`${pathName(path)} ${layer['~chainrule'].name} ${out.shape.join()}`);
        return out.mul(0);
      },
    });
    expect(seen).toEqual(['0 linear 2,4', '1 relu 2,4', '2 linear 2,2']);
    expect(y.abs().max().item()).toBe(0);
  });

  test('learn, compiled, and by one example at a time', () => {
    const { params, state } = net.init(key(0), { dtype: 'float64' });
    const x = tensor([[0.5, -1, 2], [1, 0.3, -0.2]], { dtype: 'float64' }); // prettier-ignore
    const loss = (p: typeof params, rows: Tensor): Tensor =>
      crossEntropy.apply(net.apply(p, state, rows, { mode: 'train' }).y, tensor([1, 0]));
    const g = grad(loss)(params, x);
    const compiled = compile(grad(loss))(params, x);
    expect(compiled[0].weight.dataSync()).toEqual(g[0].weight.dataSync());
    const forward = (row: Tensor): Tensor => net.apply(params, state, row, { mode: 'eval' }).y;
    expect(vmap(forward)(x).dataSync()).toEqual(forward(x).dataSync());
  });

  test('take an activation with its defaults', () => {
    const { y } = sequential(leakyrelu).apply([{}], [{}], tensor([-1], { dtype: 'float64' }), { mode: 'eval' });
    expect(y.item()).toBe(-0.01);
  });
});
