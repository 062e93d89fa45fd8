import type { Optimizer, Plateau } from '@chainrule/optim';
import type { Made } from '../config/made.js';

/** The rule that must be told how training goes, where an optimizer's rate is one. */
export const plateauIn = ({ inside }: Made<Optimizer>): Made<Plateau> | undefined =>
  inside.find((part): part is Made<Plateau> => typeof part.value === 'function' && 'observe' in part.value);
