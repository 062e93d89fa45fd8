type Arguments = readonly number[];

/** What the table test must be told of an entry beside the recorded exact values. */
export interface Samples {
  /** The largest distances from recorded exact values, counted in doubles. */
  readonly bounds: {
    readonly value: number;
    /** Textbook derivatives at ordinary points. */
    readonly partials: number;
    /** Stable derivatives everywhere. */
    readonly stable: number;
    /** The definition by other functions, where there is one. */
    readonly definition?: number;
  };
  /** Values at zeros, infinities and not-a-number, and wherever they must be met exactly. Unlisted, NaN in an argument gives NaN. */
  readonly special: readonly (readonly [args: Arguments, value: number])[];
  /** Derivatives at kinks and ties, where the field has a choice. */
  readonly conventions: readonly (readonly [args: Arguments, slopes: Arguments])[];
  /** Arguments outside of the domain, its ends among them; 'no double' when every double is inside. */
  readonly outside?: readonly Arguments[] | 'no double';
  readonly defaults?: Arguments;
  /** Integers give integers, and yet the function is one of real numbers. */
  readonly forReals?: true;
}

type Rest = Partial<Omit<Samples, 'bounds' | 'special'>> & { readonly also?: Samples['special'] };

export const bound = (value: number, partials: number, stable: number, definition?: number): Samples['bounds'] =>
  definition === undefined ? { value, partials, stable } : { value, partials, stable, definition };

/** A function of one argument by its values at 0, −0, ∞ and −∞. */
export const unary = (
  bounds: Samples['bounds'],
  [zero, minusZero, infinity, minusInfinity]: readonly [number, number, number, number],
  { also = [], ...rest }: Rest = {},
): Samples => ({
  bounds,
  special: [[[0], zero], [[-0], minusZero], [[Infinity], infinity], [[-Infinity], minusInfinity], ...also],
  conventions: [],
  ...rest,
});

export const several = (bounds: Samples['bounds'], special: Samples['special'], rest: Rest = {}): Samples => ({
  bounds,
  special,
  conventions: [],
  ...rest,
});

export const exact = bound(0, 0, 0);
export const exactly = bound(0, 0, 0, 0);
