import { foldIn, key, normal } from '@chainrule/core';
import { tensor, type Tensor } from '@chainrule/tensor';
import { expect, test } from 'vitest';
import { linear } from '../layers/linear.js';
import { conv2d } from '../layers/conv2d.js';
import { sequential } from '../layers/sequential.js';
import { placeOn } from './plane.js';
import { principalPlane } from './principal-plane.js';
import { randomPlane } from './random-plane.js';

interface Params {
  readonly w: Tensor;
  readonly b: Tensor;
}
const at = (seed: number, i: number): Params => ({
  w: tensor(normal(foldIn(key(seed), `w${i}`), [3, 4]).cast('float64')),
  b: tensor(normal(foldIn(key(seed), `b${i}`), [3]).cast('float64')),
});
const dot = (p: Params, q: Params): number => p.w.mul(q.w).sum().item() + p.b.mul(q.b).sum().item();
const less = (p: Params, q: Params): Params => ({ w: p.w.sub(q.w), b: p.b.sub(q.b) });

test('principal directions are orthonormal, the way on the plane is its projection, and no other plane explains more', () => {
  const way = Array.from({ length: 7 }, (_, i) => at(1, i));
  const { across, up, path, explained, centre } = principalPlane(way);
  expect(dot(across, across)).toBeCloseTo(1, 12);
  expect(dot(up, up)).toBeCloseTo(1, 12);
  expect(dot(across, up)).toBeCloseTo(0, 12);
  const rows = way.map((place) => less(place, centre));
  rows.forEach((row, i) => {
    expect(path[i]![0]).toBeCloseTo(dot(row, across), 11);
    expect(path[i]![1]).toBeCloseTo(dot(row, up), 11);
  });
  const total = rows.reduce((sum, row) => sum + dot(row, row), 0);
  expect(explained[0] + explained[1]).toBeCloseTo(path.reduce((sum, [a, b]) => sum + a * a + b * b, 0) / total, 12);
  for (let i = 0; i < 20; i++) {
    const other = at(2, i);
    const share = rows.reduce((sum, row) => sum + dot(row, other) ** 2, 0) / dot(other, other) / total;
    expect(share).toBeLessThanOrEqual(explained[0]);
  }
});

test('a way in a plane is gone along exactly', () => {
  const [d, e, centre] = [at(1, 0), at(1, 1), at(1, 2)];
  const way = [[3, 1], [1, -2], [0.5, 0.5], [0, 0]].map(([a, b]) => placeOn({ centre, across: d, up: e }, a!, b!)); // prettier-ignore
  const plane = principalPlane(way);
  expect(plane.explained[0] + plane.explained[1]).toBeCloseTo(1, 12);
  plane.path.forEach(([a, b], i) => {
    const off = less(placeOn(plane, a, b), way[i]!);
    expect(dot(off, off)).toBeLessThan(1e-20);
  });
});

test('a way that lies in no one plane is refused', () => {
  expect(() => principalPlane([at(1, 0), at(1, 1)])).toThrow('2 places');
  const [d, centre] = [at(1, 0), at(1, 1)];
  expect(() => principalPlane([3, 2, 1, 0].map((a) => placeOn({ centre, across: d, up: d }, a, 0)))).toThrow('on one line');
});

test('each filter of a random direction is as long as the network’s, biases stay, and a key gives the same', () => {
  const { params } = sequential(conv2d(2, 3, 3), linear(4, 5)).init(key(0));
  const { across, up } = randomPlane(params, key(1));
  const lengths = (x: Tensor): number[] => [...x.reshape([x.shape[0]!, -1]).pow(2).sum(1).sqrt().dataSync()];
  for (const direction of [across, up]) {
    for (const i of [0, 1] as const) {
      lengths(direction[i].weight).forEach((length, k) => expect(length).toBeCloseTo(lengths(params[i].weight)[k]!, 5));
      expect(Math.max(...direction[i].bias.abs().dataSync())).toBe(0);
    }
  }
  expect(across[1].weight.dataSync()).not.toEqual(up[1].weight.dataSync());
  expect(randomPlane(params, key(1)).across[0].weight.dataSync()).toEqual(across[0].weight.dataSync());
});
