/** A function as a product of powers of sine and cosine: circular ones, or sinh and cosh where it ends in h. */
export interface SineAndCosine {
  readonly sine: number;
  readonly cosine: number;
  readonly h: '' | 'h';
}

const powers = { sin: [1, 0], cos: [0, 1], tan: [1, -1], cot: [-1, 1], sec: [0, -1], csc: [-1, 0] } as const;
export type Circular = keyof typeof powers;

/** By the function's name. */
export const sineAndCosine: ReadonlyMap<string, SineAndCosine> = /* @__PURE__ */ (() =>
  new Map(
    Object.entries(powers).flatMap(([name, [sine, cosine]]) =>
      (['', 'h'] as const).map((h): [string, SineAndCosine] => [name + h, { sine, cosine, h }]),
    ),
  ))();
