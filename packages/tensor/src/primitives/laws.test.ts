import { describe, it } from 'vitest';
import type { Primitive } from '../graph/primitive.js';
import { laws } from './laws/all.js';
import type { Sample } from './laws/sample.js';
import { samples } from './laws/samples/index.js';
import { primitives, type PrimitiveName } from './table.js';

describe.each(Object.keys(primitives) as PrimitiveName[])('%s', (name) => {
  const primitive = primitives[name] as Primitive;
  const known: readonly Sample[] = samples[name];
  describe.each(known.map((sample, i) => [i + 1, sample] as const))('sample %i', (_, sample) => {
    it.each(laws.map((law) => [law.name, law] as const))('%s', (_, law) => {
      law.check(primitive, sample);
    });
  });
});
