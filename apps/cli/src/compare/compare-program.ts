import { program, quoted } from '../command/typescript.js';

/** The three methods as a program: how often each computes the loss, and how exact it is. Wrap a clock around what it calls, and it is the whole. */
export function compareProgram(parameters: readonly number[]): string {
  return program(
    {
      '@chainrule/core': ['Expr', 'sigmoid', 'softplus'],
      '@chainrule/numeric': ['gradient as measure'],
      '@chainrule/symbolic': ['compile as compileFormula', 'gradient'],
      '@chainrule/tensor': ['compile', 'grad', 'tensor', 'type Tensor'],
      '@chainrule/wasm': ['wasm'],
    },
    `for (const count of ${quoted(parameters)}) {`,
    '  // The logistic loss of one row, log(1 + exp(-w·x)), as a formula and as a function of tensors; its gradient is known.',
    '  const x = Float64Array.from({ length: count }, (_, i) => Math.sin(i + 1));',
    '  const w = Float64Array.from({ length: count }, (_, i) => Math.cos(3 * i) / Math.sqrt(count));',
    '  const product = w.reduce((sum, weight, i) => sum + weight * x[i]!, 0);',
    '  const exact = x.map((each) => -sigmoid.value(-product) * each);',
    '  const names = Array.from(w, (_, i) => `w${i}`);',
    '  const inner = names.map((name, i) => Expr.variable(name).times(x[i]!)).reduce((sum, term) => sum.plus(term));',
    '  const loss = softplus.of(inner.negated());',
    '',
    '  const symbolic = compileFormula(gradient(loss, names), names)(...w);',
    '  const slopes = compile(grad((each: Tensor) => each.mul(tensor(x)).sum().neg().apply(softplus)), { backend: wasm() });',
    '  const automatic = slopes(tensor(w)).dataSync();',
    '  const f = compileFormula(loss, names);',
    '  const numeric = measure((at) => f(...at), w);',
    '',
    '  const tell = (method: string, found: ArrayLike<number>, evaluations: number): void => {',
    '    const error = Math.max(...exact.map((each, i) => Math.abs(each - found[i]!))) / Math.max(...exact.map(Math.abs));',
    "    console.log(`${method}   ${count}   ${evaluations}   ${error === 0 ? '0' : error.toExponential(0)}`);",
    '  };',
    "  tell('symbolic', symbolic, 1);",
    "  tell('automatic', automatic, 1);",
    "  tell('numeric', numeric.value, numeric.evaluations);",
    '}',
  );
}
