import { adabelief } from './adabelief.js';
import { adadelta } from './adadelta.js';
import { adagrad } from './adagrad.js';
import { adam } from './adam.js';
import { adamax } from './adamax.js';
import { adamw } from './adamw.js';
import { adan } from './adan.js';
import { asgd } from './asgd.js';
import { lamb } from './lamb.js';
import { lbfgs } from './lbfgs.js';
import { lion } from './lion.js';
import { lookahead } from './lookahead.js';
import { muon } from './muon.js';
import { nadam } from './nadam.js';
import { novograd } from './novograd.js';
import { prodigy } from './prodigy.js';
import { radam } from './radam.js';
import { rmsprop } from './rmsprop.js';
import { rprop } from './rprop.js';
import { sam } from './sam.js';
import { scheduleFree } from './schedule-free.js';
import { sgd } from './sgd.js';
import { yogi } from './yogi.js';

/**
 * Every optimizer by name: for lists, for configs, and for the tests that each must pass.
 *
 * @example
 * ```ts
 * import { optimizers } from '@chainrule/optim';
 * Object.keys(optimizers).length; // → 23
 * optimizers.adam({ learningRate: 0.1 })['~chainrule'].name; // → 'adam'
 * ```
 */
export const optimizers = {
  sgd,
  adam,
  adamw,
  adamax,
  nadam,
  radam,
  adagrad,
  adadelta,
  rmsprop,
  rprop,
  asgd,
  lbfgs,
  lion,
  adabelief,
  yogi,
  lamb,
  adan,
  novograd,
  muon,
  scheduleFree,
  prodigy,
  sam,
  lookahead,
} as const;

/** The names of the built-in optimizers. */
export type OptimizerName = keyof typeof optimizers;
