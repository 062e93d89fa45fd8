import { activations, gallery, type ActivationName } from '@chainrule/activations';
import { toText } from '@chainrule/symbolic';
import { said } from '../engine/said.js';

/** What of an activation is seen in the gallery. */
export interface Card {
  readonly key: ActivationName;
  /** f and f′ as the paths of a drawing 100 by 60, from −4 to 4. */
  readonly value: string;
  readonly slope: string;
  readonly atZero: string;
  readonly range: string;
  readonly saturates: string;
  readonly kinks: string;
  /** f′ as the table has it, in x and y = f(x). */
  readonly formula: string;
  readonly advice: string;
}

export const names = Object.keys(activations) as readonly ActivationName[];

/** A name out of an address, or the first there is. */
export const activationOf = (name: string): (typeof activations)[ActivationName] =>
  activations[names.find((one) => one === name) ?? 'tanh'];

const [reach, low, high] = [4, -1.5, 2.5];

export function cards(): Card[] {
  return gallery(Object.values(activations), { from: -reach, to: reach, count: 97 }).map(
    ({ key, x, value, derivative, range, kinks, saturates, advice }) => {
      return {
        key: key as ActivationName,
        value: pathOf(x, value),
        slope: pathOf(x, derivative),
        atZero: said(activations[key as ActivationName].value(0)),
        range: `${bound(range[0])} to ${bound(range[1])}`,
        saturates: { none: 'nowhere', left: 'on the left', right: 'on the right', both: 'on both sides' }[saturates],
        kinks: kinks.length === 0 ? 'none' : `at ${kinks.map(({ at }) => said(at)).join(', ')}`,
        formula: toText(activations[key as ActivationName].fn.partials[0]!),
        advice,
      };
    },
  );
}

const bound = (x: number): string => (Number.isFinite(x) ? said(x, 3) : x > 0 ? '∞' : '−∞');

function pathOf(x: Float64Array, y: Float64Array): string {
  const point = (i: number): string =>
    `${((100 * (x[i]! + reach)) / (2 * reach)).toFixed(1)} ${(60 - (60 * (Math.min(high + 1, Math.max(low - 1, y[i]!)) - low)) / (high - low)).toFixed(1)}`;
  return `M${Array.from(x, (_, i) => point(i)).join('L')}`;
}
