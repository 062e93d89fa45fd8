import { activations, vectorActivations } from '@chainrule/activations';
import { elementwise } from '@chainrule/core';
import type { Activation } from '@chainrule/nn';
import { z } from 'zod';
import { number } from './fields.js';
import { changed, exported } from './made.js';
import type { Part, Parts } from './part.js';

const parametric = ([name, activation]: [string, (typeof activations)[keyof typeof activations]]): [string, Part<Activation>] => [
  name,
  {
    options: Object.fromEntries(Object.keys(activation.parameters).map((key) => [key, number.optional()])),
    make: (options) => changed('@chainrule/activations', name, activation as unknown as Activation, options),
  },
];

const alongAnAxis = ([name, activation]: [string, (typeof vectorActivations)[keyof typeof vectorActivations]]): [
  string,
  Part<Activation>,
] => [
  name,
  {
    options: { axis: z.int().optional() },
    make: (options) => changed('@chainrule/activations', name, activation as unknown as Activation, options),
  },
];

/** Activations by name, and every function of one argument that formulas know: a network of sines is one of them. */
export const activationParts: Parts<Activation> = {
  ...Object.fromEntries(
    Object.values(elementwise)
      .filter(({ arity }) => arity === 1)
      .map((fn): [string, Part<Activation>] => [fn.name, { options: {}, make: () => exported('@chainrule/core', fn.name, fn) }]),
  ),
  ...Object.fromEntries(Object.entries(activations).map(parametric)),
  ...Object.fromEntries(Object.entries(vectorActivations).map(alongAnAxis)),
};
