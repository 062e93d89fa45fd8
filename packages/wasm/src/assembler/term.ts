export type ValueType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128';

/** The byte that stands for a type in a module. */
export const typeCode: Readonly<Record<ValueType, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b };

/**
 * A value to be computed: an instruction and the values it takes. A term used in several places is computed once,
 * so formulas become graphs of terms without further ado.
 */
export interface Term {
  readonly type: ValueType;
  /** The instruction with its immediates, which follows its arguments' code. */
  readonly code: readonly number[];
  readonly args: readonly Term[];
  /** Cheap enough to be written again wherever it is used. */
  readonly trivial: boolean;
  /** Computed instead where the first argument is not zero; otherwise the second argument is the value. */
  readonly rare?: Term;
}

/* @__NO_SIDE_EFFECTS__ */
export const term = (type: ValueType, code: readonly number[], ...args: readonly Term[]): Term => ({ type, code, args, trivial: false });
/* @__NO_SIDE_EFFECTS__ */
export const trivial = (type: ValueType, code: readonly number[]): Term => ({ type, code, args: [], trivial: true });

/** `usual`, but where the condition holds (seldom), `rare`, which is not computed otherwise. Its own arguments are computed always. */
export const unless = (condition: Term, usual: Term, rare: Term): Term => ({
  type: usual.type,
  code: [],
  args: [condition, usual, ...rare.args],
  trivial: false,
  rare,
});
