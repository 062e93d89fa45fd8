/**
 * A scalar function to be minimised, with as many of its derivatives as its maker knows: what `descend` takes, and what
 * symbolic expressions, numeric functions and tensor functions each turn themselves into.
 */
export interface Objective<P> {
  /** f(p). */
  value(p: P): number;
  /** ∇f(p), a tree of the same structure as p. */
  gradient?(p: P): P;
  /** ∇²f(p)·v, the curvature along v. */
  hessianProduct?(p: P, v: P): P;
}
