import {
  ChainruleError,
  definePlugin,
  instantiate,
  type Elementwise,
  type Kink,
  type Meaning,
  type Plugin,
  type Value,
} from '@chainrule/core';

/** On which side the slope dies out: an input far out there passes no gradient back. */
export type Saturation = 'none' | 'left' | 'right' | 'both';

type Parameters = Readonly<Record<string, number>>;
/** Of activations that nothing can be set of. */
export type NoParameters = Readonly<Record<string, never>>;

/** What a practitioner must know of an activation besides its formula. */
export interface ActivationFacts<P extends Parameters = Parameters> {
  /** The values after the first argument, by their names in the table, in its order. */
  readonly parameters?: P;
  /** The smallest and the largest value, or what values tend to. */
  readonly range: readonly [lowest: number, highest: number] | ((parameters: P) => readonly [lowest: number, highest: number]);
  /** Where the slope jumps, when that depends on a parameter. Default: as the table says. */
  readonly kinks?: (parameters: P) => readonly Kink[];
  readonly saturates: Saturation;
  /** How to initialise the weights before it, and what to watch for. */
  readonly advice: string;
}

/** An activation function with what a practitioner must know of it. */
export interface Activation<N extends string = string, P extends Parameters = Parameters> extends Plugin<'activation', N> {
  /** Its name. */
  readonly key: N;
  /** The function of the table: `fn.of(x)` is the formula. */
  readonly fn: Elementwise;
  readonly parameters: P;
  readonly range: readonly [lowest: number, highest: number];
  readonly kinks: readonly Kink[];
  readonly saturates: Saturation;
  readonly advice: string;
  value(x: number): number;
  /** The slope; at a kink the field's convention (ReLU′(0) = 0). */
  derivative(x: number): number;
  /** Of every element; a parameter may be an array itself, such as learned slopes. */
  apply<V extends Value>(x: V, parameters?: { readonly [K in keyof P]?: Value | number }): V;
  /** The same function with other parameters. */
  with(parameters: Partial<P>): Activation<N, P>;
}

/**
 * Makes an activation of an elementwise function, of core's table or of one's own: the whole of what adding one takes.
 *
 * Throws `argument` when the parameters are not those of the function, and `unknown-name` when `with` is given another.
 *
 * @example
 * ```ts
 * import { defineElementwise } from '@chainrule/core';
 * import { defineActivation } from '@chainrule/activations';
 * const fn = defineElementwise('cube', { value: (x) => x ** 3, derivative: (x) => x.squared().times(3), rule: 'cube', latex: 'c' });
 * const cube = defineActivation('cube', fn, { range: [-Infinity, Infinity], saturates: 'none', advice: 'Grows fast: clip.' });
 * cube.derivative(2); // → 12
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineActivation<const N extends string, P extends Parameters = NoParameters>(
  key: N,
  fn: Elementwise,
  facts: ActivationFacts<P>,
): Activation<N, P> {
  const { parameters = {} as P, range, kinks, saturates, advice } = facts;
  const names = Object.keys(parameters);
  const values = Object.values(parameters);
  return definePlugin('activation', key, {
    key,
    fn,
    parameters,
    range: typeof range === 'function' ? range(parameters) : range,
    kinks: kinks?.(parameters) ?? fn.kinks,
    saturates,
    advice,
    value: (x: number) => fn.value(x, ...checked(key, fn, names, values)),
    derivative(x: number) {
      const args = [x, ...checked(key, fn, names, values)];
      return instantiate(fn.stablePartials[0]!, fn, doubles, args, fn.value(...args));
    },
    apply<V extends Value>(x: V, given: { readonly [K in keyof P]?: Value | number } = {}): V {
      const others = checked(key, fn, names, values).map((value, i) => given[names[i]!] ?? value);
      return x.apply(fn, ...others) as unknown as V;
    },
    with(changed: Partial<P>) {
      const other = Object.keys(changed).find((name) => !names.includes(name));
      if (other !== undefined)
        throw new ChainruleError('unknown-name', `there is no parameter "${other}"`, {
          operation: key,
          hint: names.length > 0 ? `its parameters are ${names.join(', ')}` : 'it has none',
        });
      return defineActivation(key, fn, { ...facts, parameters: { ...parameters, ...changed } });
    },
  });
}

/**
 * A rule of the table as doubles; its variables are bound before. Core's `numbers` would ship the values of all special functions:
 * here a function has come with those that its derivatives are made of.
 */
const doubles: Meaning<number> = { number: Number, variable: () => NaN, apply: (fn, args) => fn.value(...args) };

/** The values of the parameters, when they are those that the function takes. */
function checked(key: string, fn: Elementwise, names: readonly string[], values: readonly number[]): readonly number[] {
  if (names.join() === fn.parameters.slice(1).join()) return values;
  throw new ChainruleError(
    'argument',
    `${fn.name} takes (${fn.parameters.join(', ')}), and is given (x${names.map((n) => `, ${n}`).join('')})`,
    {
      operation: key,
      hint: 'name in `parameters` what comes after x, in that order',
    },
  );
}
