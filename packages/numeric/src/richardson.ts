import type { Method } from './estimate.js';
import { sample } from './samples.js';
import { accuracyOf, accuracyStep, central, exactStep, roomFor, type SteppedMethod } from './stencil.js';

const mostRows = 12;

/**
 * Extrapolates a method of fixed step to step 0: with steps h, h/2, h/4 … each column of the table removes one more power of h from the error.
 *
 * The value is the entry that differs least from its neighbours, round-off included; that difference is the bound.
 *
 * @example
 * ```ts
 * import { central, derivative, richardson } from '@chainrule/numeric';
 * const { value } = derivative(Math.exp, 0, { method: richardson(central()) });
 * value.toFixed(12); // → '1.000000000000'
 * ```
 *
 * Source: C. J. F. Ridders, "Accurate computation of F′(x) and F′(x)F″(x)", Adv. Eng. Software 4 (1982).
 */
export function richardson(base: SteppedMethod = central(), { step }: { readonly step?: number } = {}): Method {
  return {
    name: `richardson of ${base.name}`,
    differentiate(f, x, settings) {
      const { order, domain } = settings;
      const samples = sample(f, domain);
      const offsets = base.offsets(order);
      const first = accuracyOf(offsets, order);
      let h = exactStep(x, Math.min(step ?? Math.max(Math.abs(x), 1) / 4, roomFor(offsets, x, settings)));
      let best = { value: NaN, bound: Infinity, h };
      let previous: number[] = [];
      for (let row = 0; row < mostRows; row++, h /= 2) {
        const { value, roundOff } = base.at(samples, x, h, settings);
        const here = [value];
        let rowBest = Infinity;
        for (let k = 0; k < previous.length; k++) {
          const factor = 2 ** (first + k * accuracyStep(offsets));
          here.push(here[k]! + (here[k]! - previous[k]!) / (factor - 1));
          const bound = Math.max(Math.abs(here[k + 1]! - here[k]!), Math.abs(here[k + 1]! - previous[k]!)) + 2 * roundOff;
          rowBest = Math.min(rowBest, bound);
          if (bound < best.bound) best = { value: here[k + 1]!, bound, h: h * 2 ** (k + 1) };
        }
        if (rowBest > 8 * best.bound) break;
        previous = here;
      }
      const status = Number.isFinite(best.value) ? 'ok' : 'undefined';
      return {
        value: best.value,
        errorBound: best.bound,
        evaluations: samples.count(),
        step: best.h * Math.max(...offsets.map(Math.abs)),
        status,
      };
    },
  };
}
