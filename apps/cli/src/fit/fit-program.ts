import { program } from '../command/typescript.js';

const loss = [
  'interface Parameters {',
  '  readonly w: Tensor;',
  '  readonly b: Tensor;',
  '}',
  'const loss = ({ w, b }: Parameters, x: Tensor, y: Tensor): Tensor =>',
  '  x.matmul(w.reshape([-1, 1])).reshape([-1]).add(b).sub(y).pow(2).mean();',
];
const text = "const text = (x: number): string => Number(x.toPrecision(6)).toLocaleString('en', { maximumFractionDigits: 10 });";

interface LineSettings {
  readonly learningRate: number;
  readonly steps: number;
  readonly seed: number;
}

/** A line through a hundred points, as a program. */
export function lineProgram({ learningRate, steps, seed }: LineSettings): string {
  return program(
    {
      '@chainrule/core': ['key'],
      '@chainrule/data': ['linearData'],
      '@chainrule/optim': ['advance', 'begin', 'leastSquares', 'sgd'],
      '@chainrule/tensor': ['grad', 'tensor', 'type Tensor'],
    },
    ...loss,
    '',
    `const data = linearData(key(${seed}));`,
    'const [x, y] = [tensor(data.features), tensor(data.target)];',
    "const start: Parameters = { w: tensor([0.5], { dtype: 'float64' }), b: tensor(1.5, { dtype: 'float64' }) };",
    `let run = begin(sgd({ learningRate: ${learningRate} }), start);`,
    `for (let step = 0; step < ${steps}; step++) run = advance(run, grad(loss)(run.params, x, y));`,
    '',
    'const exact = leastSquares(data.features, data.target);',
    text,
    'console.log(`${data.names[0]!}   ${text(run.params.w.sum().item())}   ${text(exact.weights.data[0]!)}`);',
    'console.log(`intercept   ${text(run.params.b.item())}   ${text(exact.intercept)}`);',
    'console.log(`train   ${text(loss(run.params, x, y).item())}`);',
  );
}

interface ModelSettings {
  /** The data as an expression of a program, and the imports it needs. */
  readonly data: string;
  readonly imports: Readonly<Record<string, readonly string[]>>;
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
}

/** A linear model of a data set, as a program. */
export function modelProgram({ data, imports, learningRate, epochs, batchSize, seed }: ModelSettings): string {
  return program(
    {
      ...imports,
      '@chainrule/core': ['key', 'ndarray'],
      '@chainrule/data': [...(imports['@chainrule/data'] ?? []), 'standardize', 'trainTestSplit'],
      '@chainrule/optim': ['advance', 'batches', 'begin', 'cosine', 'leastSquares', 'sgd'],
      '@chainrule/tensor': ['grad', 'tensor', 'type Tensor', 'zeros'],
    },
    ...loss,
    '',
    `const { train, test } = trainTestSplit(${data});`,
    'const { features, toOriginal } = standardize(train.features);',
    'const [rows, columns] = features.shape as [number, number];',
    `const learningRate = cosine({ from: ${learningRate}, steps: ${epochs} * Math.ceil(rows / ${batchSize}) });`,
    "const start: Parameters = { w: zeros([columns], { dtype: 'float64' }), b: tensor(0, { dtype: 'float64' }) };",
    'let run = begin(sgd({ learningRate }), start);',
    `for (let epoch = 0; epoch < ${epochs}; epoch++)`,
    `  for (const { x, y } of batches({ x: features, y: train.target }, { size: ${batchSize}, key: key(${seed}), epoch }))`,
    '    run = advance(run, grad(loss)(run.params, tensor(x), tensor(y)));',
    '',
    '// In the units of the data, beside least squares.',
    'const fitted = toOriginal(ndarray(run.params.w.dataSync()), run.params.b.item());',
    'const seen = leastSquares(features, train.target);',
    'const exact = toOriginal(seen.weights, seen.intercept);',
    text,
    'train.names.forEach((name, i) => console.log(`${name}   ${text(fitted.weights.data[i]!)}   ${text(exact.weights.data[i]!)}`));',
    'console.log(`intercept   ${text(fitted.intercept)}   ${text(exact.intercept)}`);',
    'const errorOf = ({ weights, intercept }: typeof fitted): number =>',
    "  loss({ w: tensor(weights), b: tensor(intercept, { dtype: 'float64' }) }, tensor(test.features), tensor(test.target)).item();",
    'console.log(`test   ${text(errorOf(fitted))}   ${text(errorOf(exact))}`);',
  );
}
