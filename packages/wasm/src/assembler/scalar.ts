import { signed, unsigned } from './bytes.js';
import { term, trivial, type Term, type ValueType } from './term.js';

/* @__NO_SIDE_EFFECTS__ */
const binary =
  (type: ValueType, code: number) =>
  (a: Term, b: Term): Term =>
    term(type, [code], a, b);
/* @__NO_SIDE_EFFECTS__ */
const unary =
  (type: ValueType, code: number) =>
  (a: Term): Term =>
    term(type, [code], a);
/* @__NO_SIDE_EFFECTS__ */
const reading =
  (type: ValueType, code: number, align: number) =>
  (address: Term, offset = 0): Term =>
    term(type, [code, align, ...unsigned(offset)], address);

/** 32-bit integers: addresses, counters, indices. */
export const i32 = /* @__PURE__ */ (() =>
  Object.freeze({
    const: (value: number): Term => trivial('i32', [0x41, ...signed(value)]),
    add: binary('i32', 0x6a),
    sub: binary('i32', 0x6b),
    mul: binary('i32', 0x6c),
    /** Without a sign. */
    remainder: binary('i32', 0x70),
    and: binary('i32', 0x71),
    or: binary('i32', 0x72),
    shl: binary('i32', 0x74),
    eq: binary('i32', 0x46),
    ne: binary('i32', 0x47),
    lt: binary('i32', 0x48),
    below: binary('i32', 0x49),
    gt: binary('i32', 0x4a),
    ge: binary('i32', 0x4e),
    load: reading('i32', 0x28, 2),
    loadByte: reading('i32', 0x2d, 0),
    select: (condition: Term, yes: Term, no: Term): Term => term(yes.type, [0x1b], yes, no, condition),
  }))();

/** The instruction that stores a 32-bit integer. */
/* @__NO_SIDE_EFFECTS__ */
export const storeWord = (offset: number): number[] => [0x36, 2, ...unsigned(offset)];

export const f32 = /* @__PURE__ */ (() =>
  Object.freeze({
    const: (value: number): Term => trivial('f32', [0x43, ...new Uint8Array(Float32Array.of(value).buffer)]),
    load: reading('f32', 0x2a, 2),
    add: binary('f32', 0x92),
    mul: binary('f32', 0x94),
    eq: binary('i32', 0x5b),
    ne: binary('i32', 0x5c),
    lt: binary('i32', 0x5d),
    gt: binary('i32', 0x5e),
    demote: unary('f32', 0xb6),
  }))();

export const f64 = /* @__PURE__ */ (() =>
  Object.freeze({
    const: (value: number): Term => trivial('f64', [0x44, ...new Uint8Array(Float64Array.of(value).buffer)]),
    load: reading('f64', 0x2b, 3),
    add: binary('f64', 0xa0),
    mul: binary('f64', 0xa2),
    sub: binary('f64', 0xa1),
    div: binary('f64', 0xa3),
    sqrt: unary('f64', 0x9f),
    abs: unary('f64', 0x99),
    neg: unary('f64', 0x9a),
    eq: binary('i32', 0x61),
    ne: binary('i32', 0x62),
    lt: binary('i32', 0x63),
    gt: binary('i32', 0x64),
    le: binary('i32', 0x65),
    promote: unary('f64', 0xbb),
    fromI32: unary('f64', 0xb7),
    fromU32: unary('f64', 0xb8),
  }))();
