// Text side: parse, print, compile.
export { parse, type ParseOptions } from './parse/parse.js';
export { parseLatex } from './parse/parse-latex.js';
export { toText } from './print/text.js';
export { toLatex } from './print/latex.js';
export { toCode, type CodeLanguage } from './print/code.js';
export { toDot } from './print/dot.js';
export { toMathML, type MathMLOptions } from './print/mathml.js';
export { toMathJson, type MathJson } from './print/mathjson.js';
export { fromMathJson } from './parse/from-mathjson.js';
export { compile, type CompiledFunction, type CompileOptions } from './compile/compile.js';
export type { Column } from './compile/run-tape.js';
export { objective, type Point } from './compile/objective.js';

// Algebra side: differentiate, simplify, explain, calculus.
export { derivative, type DerivativeOptions } from './differentiate/derivative.js';
export { directional, gradient, hessian, jacobian } from './differentiate/gradient.js';
export type { Kinks } from './differentiate/partials.js';
export type { Budget } from './simplify/budget.js';
export { operations } from './simplify/operations.js';
export { simplify, simplifyWithReport, type SimplifyOptions } from './simplify/simplify.js';
export { collect } from './algebra/collect.js';
export { equivalent, type Equivalence } from './algebra/equivalent.js';
export { expand } from './algebra/expand.js';
export { evaluate, substitute } from './algebra/substitute.js';
export type { Check } from './explain/check.js';
export { checkAnswer, type AnswerCheck, type Slip } from './explain/check-answer.js';
export { explain } from './explain/explain.js';
export { quiz, type Quiz } from './explain/quiz.js';
export type { Derivation, Step } from './explain/step.js';
export { limit, type Limit } from './calculus/limit.js';
export { series } from './calculus/series.js';
export { factor } from './algebra/factor.js';
export { solve, type Solution } from './calculus/solve.js';
export { implicitDerivative, totalDerivative } from './differentiate/implicit.js';
export { logsumexp, softmax, softmaxJacobian } from './differentiate/vector-functions.js';
export { criticalPoints, type CriticalPoint, type CriticalPoints } from './calculus/critical-points.js';
