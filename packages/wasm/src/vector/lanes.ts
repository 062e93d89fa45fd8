import { unsigned } from '../assembler/bytes.js';
import { f32, f64, i32 } from '../assembler/scalar.js';
import { term, trivial, type Term } from '../assembler/term.js';

const vector = 'v128';
/* @__NO_SIDE_EFFECTS__ */
const simd = (op: number, ...immediates: readonly number[]): number[] => [0xfd, ...unsigned(op), ...immediates];
/* @__NO_SIDE_EFFECTS__ */
const unary =
  (op: number) =>
  (a: Term): Term =>
    term(vector, simd(op), a);
/* @__NO_SIDE_EFFECTS__ */
const binary =
  (op: number) =>
  (a: Term, b: Term): Term =>
    term(vector, simd(op), a, b);
/* @__NO_SIDE_EFFECTS__ */
const shift =
  (op: number) =>
  (a: Term, bits: number): Term =>
    term(vector, simd(op), a, i32.const(bits));
/* @__NO_SIDE_EFFECTS__ */
const lane =
  (type: Term['type'], op: number) =>
  (a: Term, index: number): Term =>
    term(type, simd(op, index), a);

const constant = (data: Float32Array | Float64Array | Int32Array | BigInt64Array): Term =>
  trivial(vector, simd(0x0c, ...new Uint8Array(data.buffer)));
/** align is the binary logarithm of the bytes read. */
const reading =
  (op: number, align: number) =>
  (address: Term, offset = 0): Term =>
    term(vector, simd(op, align, ...unsigned(offset)), address);

/** Operations on all 128 bits. */
export const v128 = /* @__PURE__ */ (() =>
  Object.freeze({
    not: unary(0x4d),
    and: binary(0x4e),
    /** a and not b. */
    andNot: binary(0x4f),
    or: binary(0x50),
    xor: binary(0x51),
    /** Bits of `yes` where the mask is set, else of `no`. */
    select: (mask: Term, yes: Term, no: Term): Term => term(vector, simd(0x52), yes, no, mask),
    anyTrue: (a: Term): Term => term('i32', simd(0x53), a),
    /** Bytes of a (0 to 15) and b (16 to 31) in any order. */
    shuffle: (a: Term, b: Term, bytes: readonly number[]): Term => term(vector, simd(0x0d, ...bytes), a, b),
    load: reading(0x00, 2),
    load32Splat: reading(0x09, 2),
    load64Splat: reading(0x0a, 3),
    load32Zero: reading(0x5c, 2),
    load16Zero: (address: Term, offset = 0): Term => term(vector, simd(0x55, 1, ...unsigned(offset), 0), address, zero),
    load8Lane: (address: Term, into: Term, index: number, offset = 0): Term =>
      term(vector, simd(0x54, 0, ...unsigned(offset), index), address, into),
    load32Lane: (address: Term, into: Term, index: number, offset = 0): Term =>
      term(vector, simd(0x56, 2, ...unsigned(offset), index), address, into),
    load64Lane: (address: Term, into: Term, index: number, offset = 0): Term =>
      term(vector, simd(0x57, 3, ...unsigned(offset), index), address, into),
  }))();
const zero: Term = /* @__PURE__ */ trivial(vector, /* @__PURE__ */ simd(0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
export const zeros: Term = zero;

/** The instruction that stores a vector at an address (do it with the address and the vector). */
export const storeVector = (offset: number): number[] => simd(0x0b, 2, ...unsigned(offset));
/** The instruction that stores one lane of 2^align bytes. */
export const storeLane = (align: 0 | 1 | 2 | 3, index: number, offset: number): number[] =>
  simd(0x58 + align, align, ...unsigned(offset), index);

/* @__NO_SIDE_EFFECTS__ */
const integers = (
  ops: Readonly<
    Record<
      'splat' | 'extract' | 'eq' | 'ne' | 'lt' | 'gt' | 'le' | 'ge' | 'abs' | 'neg' | 'shl' | 'sar' | 'shr' | 'add' | 'sub' | 'mul',
      number
    >
  >,
  extracted: 'i32' | 'i64',
) => ({
  splat: unary(ops.splat),
  extract: lane(extracted, ops.extract),
  eq: binary(ops.eq),
  ne: binary(ops.ne),
  lt: binary(ops.lt),
  gt: binary(ops.gt),
  le: binary(ops.le),
  ge: binary(ops.ge),
  abs: unary(ops.abs),
  neg: unary(ops.neg),
  shl: shift(ops.shl),
  sar: shift(ops.sar),
  shr: shift(ops.shr),
  add: binary(ops.add),
  sub: binary(ops.sub),
  mul: binary(ops.mul),
});

export const i32x4 = /* @__PURE__ */ (() =>
  Object.freeze({
    .../* @__PURE__ */ integers(
      {
        splat: 0x11,
        extract: 0x1b,
        eq: 0x37,
        ne: 0x38,
        lt: 0x39,
        gt: 0x3b,
        le: 0x3d,
        ge: 0x3f,
        abs: 0xa0,
        neg: 0xa1,
        shl: 0xab,
        sar: 0xac,
        shr: 0xad,
        add: 0xae,
        sub: 0xb1,
        mul: 0xb5,
      },
      'i32',
    ),
    const: (value: number): Term => constant(new Int32Array(4).fill(value)),
    lanes: (values: readonly number[]): Term => constant(Int32Array.from(values)),
    min: binary(0xb6),
    max: binary(0xb8),
    minUnsigned: binary(0xb7),
    maxUnsigned: binary(0xb9),
    ltUnsigned: binary(0x3a),
    gtUnsigned: binary(0x3c),
    leUnsigned: binary(0x3e),
    geUnsigned: binary(0x40),
    /** Toward zero; not-a-number gives 0, what is too large the nearest. */
    fromF32: unary(0xf8),
    /** The low half of the lanes. */
    fromF64: unary(0xfc),
  }))();

export const i64x2 = /* @__PURE__ */ (() =>
  Object.freeze({
    .../* @__PURE__ */ integers(
      {
        splat: 0x12,
        extract: 0x1d,
        eq: 0xd6,
        ne: 0xd7,
        lt: 0xd8,
        gt: 0xd9,
        le: 0xda,
        ge: 0xdb,
        abs: 0xc0,
        neg: 0xc1,
        shl: 0xcb,
        sar: 0xcc,
        shr: 0xcd,
        add: 0xce,
        sub: 0xd1,
        mul: 0xd5,
      },
      'i64',
    ),
    const: (value: number | bigint): Term => constant(new BigInt64Array(2).fill(BigInt(value))),
    /** The low two 32-bit lanes, with their sign. */
    extendLow: unary(0xc7),
  }))();

/* @__NO_SIDE_EFFECTS__ */
const reals = (ops: Readonly<Record<'compare' | 'arithmetic' | 'floor' | 'ceil' | 'trunc' | 'nearest' | 'splat' | 'madd', number>>) => ({
  eq: binary(ops.compare),
  ne: binary(ops.compare + 1),
  lt: binary(ops.compare + 2),
  gt: binary(ops.compare + 3),
  le: binary(ops.compare + 4),
  ge: binary(ops.compare + 5),
  abs: unary(ops.arithmetic),
  neg: unary(ops.arithmetic + 1),
  sqrt: unary(ops.arithmetic + 3),
  add: binary(ops.arithmetic + 4),
  sub: binary(ops.arithmetic + 5),
  mul: binary(ops.arithmetic + 6),
  div: binary(ops.arithmetic + 7),
  /** IEEE 754 minimum: of not-a-number comes not-a-number, −0 is below 0. */
  min: binary(ops.arithmetic + 8),
  max: binary(ops.arithmetic + 9),
  /** b < a ? b : a, one machine instruction: an a that is not-a-number stays. */
  fastMin: binary(ops.arithmetic + 10),
  /** a < b ? b : a. */
  fastMax: binary(ops.arithmetic + 11),
  floor: unary(ops.floor),
  ceil: unary(ops.ceil),
  trunc: unary(ops.trunc),
  /** Halves to even. */
  nearest: unary(ops.nearest),
  splat: unary(ops.splat),
  /** a·b + c, rounded once or twice as the machine likes. */
  relaxedMadd: (a: Term, b: Term, c: Term): Term => term(vector, simd(ops.madd), a, b, c),
});

export const f32x4 = /* @__PURE__ */ (() =>
  Object.freeze({
    .../* @__PURE__ */ reals({
      compare: 0x41,
      arithmetic: 0xe0,
      floor: 0x68,
      ceil: 0x67,
      trunc: 0x69,
      nearest: 0x6a,
      splat: 0x13,
      madd: 0x105,
    }),
    type: 'float32',
    count: 4,
    bytes: 4,
    bits: i32x4,
    scalar: f32,
    const: (value: number): Term => constant(new Float32Array(4).fill(value)),
    extract: /* @__PURE__ */ lane('f32', 0x1f),
    loadSplat: v128.load32Splat,
    fromI32: unary(0xfa),
    fromU32: unary(0xfb),
    /** Two doubles rounded to the low lanes, zeros above. */
    fromF64: unary(0x5e),
  } as const))();

export const f64x2 = /* @__PURE__ */ (() =>
  Object.freeze({
    .../* @__PURE__ */ reals({
      compare: 0x47,
      arithmetic: 0xec,
      floor: 0x75,
      ceil: 0x74,
      trunc: 0x7a,
      nearest: 0x94,
      splat: 0x14,
      madd: 0x107,
    }),
    type: 'float64',
    count: 2,
    bytes: 8,
    bits: i64x2,
    scalar: f64,
    const: (value: number): Term => constant(new Float64Array(2).fill(value)),
    lanes: (values: readonly number[]): Term => constant(Float64Array.from(values)),
    extract: /* @__PURE__ */ lane('f64', 0x21),
    loadSplat: v128.load64Splat,
    /** The low two lanes. */
    fromF32: unary(0x5f),
    fromI32: unary(0xfe),
    /** The low two lanes, without a sign. */
    fromU32: unary(0xff),
  } as const))();

/** Vectors of one floating-point type: what is written for both is written once. */
export type Lanes = typeof f32x4 | typeof f64x2;
export const lanesOf = (type: 'float32' | 'float64'): Lanes => (type === 'float32' ? f32x4 : f64x2);

/** The high half of the lanes moved to the low half. */
export const highHalf = (a: Term): Term => v128.shuffle(a, a, [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]);
/** The low halves of two vectors. */
export const joinLow = (a: Term, b: Term): Term => v128.shuffle(a, b, [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]);

/** A vector of four computed as two vectors of doubles. */
export const viaDoubles = (f: (half: Term) => Term, x: Term): Term =>
  joinLow(f32x4.fromF64(f(f64x2.fromF32(x))), f32x4.fromF64(f(f64x2.fromF32(highHalf(x)))));
