import * as nn from '@chainrule/nn';
import { z } from 'zod';
import { number } from './fields.js';
import type { Made } from './made.js';
import { call } from './made.js';
import { partOf, type Form, type Part } from './part.js';

const from = '@chainrule/nn';
const he = { mode: z.enum(['fanIn', 'fanOut']).optional(), slope: number.optional() };
const gain = { gain: number.optional() };

const of = (name: string, make: (options: never) => nn.Initialiser, options: z.ZodRawShape): Part<nn.Initialiser> => ({
  options,
  make: (given) => call(from, name, make, [given]),
});

/** How weights are drawn, by name. */
export const initialiserParts = {
  xavierUniform: of('xavierUniform', nn.xavierUniform, gain),
  xavierNormal: of('xavierNormal', nn.xavierNormal, gain),
  heUniform: of('heUniform', nn.heUniform, he),
  heNormal: of('heNormal', nn.heNormal, he),
  lecun: of('lecun', nn.lecun, {}),
  orthogonal: of('orthogonal', nn.orthogonal, gain),
  normalFill: of('normalFill', nn.normalFill, { mean: number.optional(), deviation: number.optional() }),
  uniformFill: of('uniformFill', nn.uniformFill, { bound: number }),
  constantFill: {
    options: { value: number },
    make: ({ value }) => call(from, 'constantFill', nn.constantFill, [value]),
  } satisfies Part<nn.Initialiser>,
};

export const initialiser: Form<Made<nn.Initialiser>> = partOf<nn.Initialiser>('an initialiser', initialiserParts);
