import { ChainruleError, isFloat, shapeText } from '@chainrule/core';
import { definePrimitive, type Primitive } from '../graph/primitive.js';
import { batchFirst } from './batch.js';
import { stackOf } from './linear-algebra/matrices.js';

/**
 * Σⱼ xⱼ·exp(σ·2πi·jk/n) of complex numbers held as pairs, `[…, n, 2]`; σ = −1 is the Fourier transform, σ = 1 its inverse times n.
 * As a real map the one is the adjoint of the other.
 */
export const fourier: Primitive<{ readonly sign: 1 | -1 }> = definePrimitive({
  name: 'fourier',
  linearity: 'joint',
  type: ([x]) => {
    if (x!.shape.length < 2 || x!.shape.at(-1) !== 2 || !isFloat(x!.dtype))
      throw new ChainruleError('shape', `${x!.dtype} ${shapeText(x!.shape)} does not hold complex numbers`, {
        operation: 'fft',
        hint: 'they are pairs of a real and an imaginary part along the last axis: […, n, 2]',
      });
    return x!;
  },
  value: ([x], { sign }, type) => {
    const n = type.shape.at(-2)!;
    const parts: Float64Array[] = [];
    for (let at = 0; at < x!.data.length; at += 2 * n) parts.push(transform(Float64Array.from(x!.data.subarray(at, at + 2 * n)), sign));
    return stackOf(type, parts);
  },
  transpose: (_, g, __, { sign }) => g.bind(fourier, [g], { sign: sign === 1 ? -1 : 1 }),
  batch: ([x], axes, parameters) => [x!.bind(fourier, [batchFirst(x!, axes[0]!)], parameters), 0],
});

/** Divided by the smallest prime factor of the length (Cooley and Tukey 1965); a prime length is summed directly. */
function transform(x: Float64Array, sign: number): Float64Array {
  const n = x.length / 2;
  const factor = smallestFactor(n);
  const rest = n / factor;
  const result = new Float64Array(2 * n);
  if (n <= 1) return x;
  const parts = Array.from({ length: factor }, (_, r) => {
    const part = new Float64Array(2 * rest);
    for (let i = 0; i < rest; i++) part.set(x.subarray(2 * (i * factor + r), 2 * (i * factor + r) + 2), 2 * i);
    return rest === 1 ? part : transform(part, sign);
  });
  const [cosines, sines] = [new Float64Array(n), new Float64Array(n)];
  for (let k = 0; k < n; k++) {
    cosines[k] = cosineOfTurn(4 * k, n);
    sines[k] = sign * cosineOfTurn(4 * k - n, n);
  }
  for (let k = 0; k < n; k++)
    for (let r = 0; r < factor; r++) {
      const [part, at, turn] = [parts[r]!, 2 * (k % rest), (r * k) % n];
      const [re, im, c, s] = [part[at]!, part[at + 1]!, cosines[turn]!, sines[turn]!];
      result[2 * k]! += re * c - im * s;
      result[2 * k + 1]! += re * s + im * c;
    }
  return result;
}

function smallestFactor(n: number): number {
  for (let p = 2; p * p <= n; p++) if (n % p === 0) return p;
  return n;
}

/** cos(2π·quarters / 4n), exact at whole quarters of a turn. */
const cosineOfTurn = (quarters: number, n: number): number =>
  quarters % n === 0 ? [1, 0, -1, 0][(((quarters / n) % 4) + 4) % 4]! : Math.cos((Math.PI / 2) * (quarters / n));
