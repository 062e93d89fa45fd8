import { dashed } from '../command/option.js';

/** A beginning of a plugin: its code, and how the published suite tests it. */
export interface Template {
  /** What it imports of ours beside core, by package. */
  readonly needs: readonly string[];
  readonly code: (name: string) => string;
  /** The imports and cases of its test, where `name` is exported by index.js. */
  readonly test: (name: string) => { readonly imports: string; readonly cases: string };
}

const suite =
  (suiteName: string, rest = '', imports = ''): Template['test'] =>
  (name) => ({
    // prettier-ignore
    imports: `import { ${suiteName} } from '@chainrule/testing';\n${imports}`,
    cases: `${suiteName}(${name}${rest})`,
  });

/** The kinds of plugin there is a beginning for. */
export const templates = {
  optimizer: {
    needs: ['optim'],
    code: (name) => `import { ChainruleError } from '@chainrule/core';
import { leafwise } from '@chainrule/optim';

/** Plain gradient descent, a beginning: p ← p − η·g. */
export function ${name}({ learningRate = 0.1 } = {}) {
  if (!(learningRate >= 0 && learningRate < Infinity))
    throw new ChainruleError('argument', \`learningRate is \${learningRate}\`, { operation: '${name}', hint: 'a number of at least 0' });
  return leafwise('${name}', {
    keeps: {},
    hyper: () => ({ negativeRate: -learningRate }),
    step: ({ g }, _, { negativeRate }) => ({ update: g.mul(negativeRate) }),
  });
}
`,
    test: suite('testOptimizer'),
  },
  schedule: {
    needs: ['optim'],
    code: (name) => `import { defineSchedule } from '@chainrule/optim';

/** A learning rate that halves every ten steps, a beginning. */
export const ${name} = ({ from = 0.1 } = {}) => defineSchedule('${name}', (step) => from * 0.5 ** Math.floor(step / 10));
`,
    test: suite('testSchedule', '()'),
  },
  elementwise: {
    needs: ['activations'],
    code: (name) => `import { defineElementwise, exp } from '@chainrule/core';

/** exp(−x²), a beginning: its value, and its derivative as a formula in x and y = f(x). */
export const ${name} = defineElementwise('${name}', {
  value: (x) => Math.exp(-x * x),
  derivative: (x, y) => y.times(x).times(-2),
  definition: (x) => exp.of(x.squared().negated()),
  rule: '${name}',
  latex: '\\\\operatorname{${name}}',
});
`,
    test: (name) => ({
      imports: "import { defineActivation } from '@chainrule/activations';\nimport { testActivation } from '@chainrule/testing';\n",
      cases: `testActivation(defineActivation('${name}', ${name}, { range: [0, 1], saturates: 'both', advice: 'only a function' }))`,
    }),
  },
  activation: {
    needs: ['activations'],
    code: (name) => `import { defineActivation } from '@chainrule/activations';
import { defineElementwise, exp } from '@chainrule/core';

const fn = defineElementwise('${name}', {
  value: (x) => Math.exp(-x * x),
  derivative: (x, y) => y.times(x).times(-2),
  definition: (x) => exp.of(x.squared().negated()),
  rule: '${name}',
  latex: '\\\\operatorname{${name}}',
});

/** exp(−x²), a beginning, with what a practitioner must know of it. */
export const ${name} = defineActivation('${name}', fn, {
  range: [0, 1],
  saturates: 'both',
  advice: 'Xavier initialisation; keep its inputs near 0, where it has a slope.',
});
`,
    test: suite('testActivation'),
  },
  layer: {
    needs: ['tensor'],
    code: (name) => `import { definePlugin } from '@chainrule/core';
import { ones } from '@chainrule/tensor';

/** A factor for each feature, a beginning: y = x·w. */
export const ${name} = (features) =>
  definePlugin('layer', '${name}', {
    options: { features },
    init: (_key, { dtype = 'float32' } = {}) => ({ params: { weight: ones([features], { dtype }) }, state: {} }),
    apply: ({ weight }, state, x) => ({ y: x.mul(weight), state }),
  });
`,
    test: suite(
      'testLayer',
      "(2), { x: () => tensor([[1, 2], [3, 4]], { dtype: 'float64' }) }",
      "import { tensor } from '@chainrule/tensor';\n",
    ),
  },
  loss: {
    needs: ['nn', 'tensor'],
    code: (name) => `import { defineElementLoss } from '@chainrule/nn';

/** The mean of (ŷ − y)⁴, a beginning. */
export const ${name} = defineElementLoss('${name}', {}, (prediction, target) => prediction.sub(target).pow(4));
`,
    test: suite(
      'testLoss',
      ', { prediction: at([1, 3]), target: at([0, 1]), best: at([0, 1]) }',
      "import { tensor } from '@chainrule/tensor';\n\nconst at = (data) => () => tensor(data, { dtype: 'float64' });\n",
    ),
  },
  backend: {
    needs: ['program'],
    code: (name) => `import { definePlugin } from '@chainrule/core';
import { reference } from '@chainrule/program';

/** A backend that runs everything by reference, a beginning. */
export const ${name} = definePlugin('backend', '${name}', {
  compile: (program, operations, options) => reference.compile(program, operations, options),
});
`,
    test: suite('testBackend'),
  },
  command: {
    needs: ['symbolic'],
    code: (name) => `import { ChainruleError, definePlugin, variablesOf } from '@chainrule/core';
import { derivative, evaluate, parse, simplify, toText } from '@chainrule/symbolic';

/** The tangent of a curve at a point, a beginning: y = f(a) + f′(a)·(x − a). */
export const ${name} = definePlugin('command', '${dashed(name)}', {
  about: 'The line that touches a curve at a point.',
  arguments: [{ name: 'expression', about: 'of one variable, for example "x^2"', kind: 'expression' }],
  options: { at: { kind: 'number', placeholder: 'x', about: 'where it touches', initial: 0 } },
  examples: [{ args: ['x^2'], options: { at: 3 } }, { args: ['-sin(x)'] }, { args: ['x*y'], exit: 2 }],
  formats: ['latex', 'mathml', 'markdown', 'html'],
  run({ args: [given], options: { at } }) {
    const f = parse(given);
    const [x = 'x', ...others] = variablesOf(f);
    if (others.length > 0)
      throw new ChainruleError('argument', \`the expression has the variables \${[x, ...others].join(', ')}\`, {
        operation: '${dashed(name)}',
        hint: 'give a curve: an expression of one variable',
      });
    const [value, slope] = [f, derivative(f, x)].map((each) => evaluate(each, { [x]: at }));
    if (!Number.isFinite(value) || !Number.isFinite(slope))
      throw new ChainruleError('domain', \`there is no tangent at \${at}\`, { operation: '${dashed(name)}', hint: 'take another point' });
    const expr = simplify(parse(\`(\${slope})*(\${x} - (\${at})) + (\${value})\`));
    return { result: { value, slope, tangent: toText(expr) }, text: toText(expr), formulas: [{ label: 'y', expr }] };
  },
});
`,
    test: suite('testCommand'),
  },
} as const satisfies Readonly<Record<string, Template>>;

export type NewKind = keyof typeof templates;
export const newKinds = Object.keys(templates) as readonly NewKind[];
