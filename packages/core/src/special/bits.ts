const view: DataView = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));

/** The biased exponent of |x|: ⌊log₂|x|⌋ + 1023 of a normal double, 0 below, 2047 above. */
export const biasedExponent = (x: number): number => {
  view.setFloat64(0, x);
  return (view.getInt32(0) >>> 20) & 2047;
};

/** 2ᵏ for −1022 ≤ k ≤ 1023. */
export const powerOfTwo = (k: number): number => {
  view.setInt32(0, (k + 1023) << 20);
  view.setInt32(4, 0);
  return view.getFloat64(0);
};
