import { program, quoted } from '../command/typescript.js';

interface Question {
  readonly given: string;
  /** Every variable of the expression with its value. */
  readonly at: Readonly<Record<string, number>>;
  /** Those to differentiate by, and what they are claimed to give. */
  readonly variables: readonly string[];
  readonly claims: readonly string[];
}

/** A gradient in four ways, and answers judged, as a program. */
export function checkProgram({ given, at, variables, claims }: Question): string {
  return program(
    {
      '@chainrule/core': ['dual', 'fold', 'numbers'],
      '@chainrule/numeric': ['gradient as measure'],
      '@chainrule/symbolic': [...(claims.length > 0 ? ['checkAnswer'] : []), 'compile', 'evaluate', 'gradient', 'parse'],
      '@chainrule/tensor': ['backpropFormula'],
    },
    `const expr = parse(${quoted(given)});`,
    `const at: Record<string, number> = ${quoted(at)};`,
    'const names = Object.keys(at);',
    '',
    'const rules = gradient(expr, names).map((part) => evaluate(part, at));',
    'const forward = names.map((name) => fold(expr, dual(numbers(at), (each) => (each === name ? 1 : undefined))).tangent ?? 0);',
    'const nodes = backpropFormula(expr, at);',
    'const reverse = names.map((name) => nodes.find(({ part }) => part.name === name)?.gradient.item() ?? 0);',
    'const f = compile(expr, names);',
    'const numeric = measure((x) => f(...x), names.map((name) => at[name]!)).value;',
    '',
    `for (const name of ${quoted(variables)}) {`,
    '  const i = names.indexOf(name);',
    '  const digits = [rules[i]!, forward[i]!, reverse[i]!, numeric[i]!].map((x) => Number(x.toPrecision(12)));',
    "  console.log(`∂f/∂${name}   ${digits.join('   ')}`);",
    '}',
    ...(claims.length === 0
      ? []
      : [
          "const words = { equal: 'is right', different: 'is wrong', unknown: 'cannot be decided' };",
          ...claims.map((claim, i) => `console.log(words[checkAnswer(expr, ${quoted(variables[i])}, ${quoted(claim.trim())}).verdict]);`),
        ]),
  );
}
