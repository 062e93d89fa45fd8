/** A double taken apart: ±b₀.b₁b₂… · 2^exponent, with 53 bits (IEEE 754, binary64). */
export interface Double {
  readonly negative: boolean;
  readonly exponent: number;
  readonly bits: string;
}

/** What is known of a bit of a subtraction: it cancels, it is left, or it is not known and a zero stands for it. */
export type BitKind = 'cancelled' | 'left' | 'lost';

export interface BitRow {
  /** Minus or nothing. */
  readonly sign: string;
  readonly runs: readonly { readonly kind: BitKind; readonly bits: string }[];
  /** The power of two of the first bit. */
  readonly exponent: number;
}

/** A subtraction as its bits: both numbers and the difference in the same places, and the difference as it is stored. */
export interface Cancellation {
  readonly first: BitRow;
  readonly second: BitRow;
  readonly difference: BitRow;
  readonly stored: BitRow;
  /** How many leading bits cancel, and how many the difference has left. */
  readonly cancelled: number;
  readonly left: number;
}

const significant = 53;

export function doubleOf(x: number): Double {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const all = view.getBigUint64(0).toString(2).padStart(64, '0');
  const power = Number.parseInt(all.slice(1, 12), 2);
  // Numbers below 2⁻¹⁰²² have no leading one.
  return { negative: all[0] === '1', exponent: Math.max(power, 1) - 1023, bits: `${power === 0 ? '0' : '1'}${all.slice(12)}` };
}

/** What becomes of the bits when b is subtracted from a; both finite. */
export function cancellation(a: number, b: number): Cancellation {
  const [first, second, difference] = [doubleOf(a), doubleOf(b), doubleOf(a - b)];
  const leading = a === b ? -Infinity : difference.exponent - Math.max(0, difference.bits.indexOf('1'));
  const top = Math.max(first.exponent, second.exponent, leading);
  // Of numbers on both sides of a power of two the smaller has a place more.
  const places = Math.abs(first.exponent - second.exponent) === 1 ? significant + 1 : significant;
  const cancelled = Math.min(places, top - leading);
  const left = Math.min(significant, places - cancelled);
  const inPlace = ({ negative, exponent, bits }: Double): BitRow => {
    const placed = `${'0'.repeat(Math.min(places, top - exponent))}${bits}`.slice(0, places);
    return rowOf(negative, top, [
      ['cancelled', placed.slice(0, cancelled)],
      ['left', placed.slice(cancelled)],
    ]);
  };
  const stored = difference.bits.slice(Math.max(0, difference.bits.indexOf('1'))).padEnd(significant, '0');
  return {
    first: inPlace(first),
    second: inPlace(second),
    difference: inPlace(difference),
    stored: rowOf(difference.negative, a === b ? 0 : leading, [
      ['left', stored.slice(0, left)],
      ['lost', stored.slice(left)],
    ]),
    cancelled,
    left,
  };
}

const rowOf = (negative: boolean, exponent: number, runs: readonly (readonly [BitKind, string])[]): BitRow => ({
  sign: negative ? '−' : '',
  exponent,
  runs: runs.filter(([, bits]) => bits !== '').map(([kind, bits]) => ({ kind, bits })),
});
