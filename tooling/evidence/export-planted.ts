// A wrong line in what is exported is found, and where: line after line is made wrong, and check.py has to say at which step and in which
// array it shows first. Every line that computes in step.py, and lines of model.py, train.py and step.mlir. Of ONNX the same is shown without a
// Python, by tooling/checks/tests/export-onnx. Needs PYTHON_TORCH and PYTHON_JAX as the other scripts do.
import { toJax, toPyTorch, type Files, type ModuleDefinition, type Recording } from '@chainrule/export';
import type { Program } from '@chainrule/program';
import { trace } from '@chainrule/tensor';
import { exported, models } from './export/models.js';
import { checkAll, folders, needModules } from './export/python.js';

const [mlp, , cnn] = models('float64').map((model) => () => {
  const { step, parameters, state, hyper, batches, module, record } = exported(model, 3, 8);
  return { traced: trace(step, parameters, state, batches[0]!, hyper(0)), recording: record(), module };
}) as [() => Traced, unknown, () => Traced];
interface Traced {
  readonly traced: Program;
  readonly recording: Recording;
  readonly module: ModuleDefinition;
}
const { traced, recording, module } = mlp();
const { write, remove } = folders();
let failed = 0;

/** The same files with a wrong line each; how many lines may be wrong without a difference, and why. */
interface Planting {
  readonly title: string;
  readonly file: string;
  readonly files: Files;
  readonly wrong: (line: string) => string | undefined;
  readonly harmless?: RegExp;
  /** Of so many wrong lines one is taken. Default 1: all of them. */
  readonly oneOf?: number;
}

async function plant(python: string, { title, file, files, wrong, harmless, oneOf = 1 }: Planting): Promise<void> {
  const lines = String(files[file]).split('\n');
  const planted = lines
    .flatMap((line, at) => {
      const made = wrong(line);
      return made === undefined || made === line ? [] : [{ line, at, made }];
    })
    .filter((_, i) => i % oneOf === 0)
    .map(({ line, at, made }) => ({ line, folder: write(`${title}-${at}`, { ...files, [file]: lines.with(at, made).join('\n') }) }));
  const whole = write(`${title}-right`, files);
  const [right, ...ends] = await checkAll(python, [whole, ...planted.map(({ folder }) => folder)]);
  const found = ends.map(({ code, text }) => (code === 0 ? undefined : /first difference: .*/.exec(text)?.[0]));
  const missed = planted.filter(({ line }, i) => found[i] === undefined && !harmless?.test(line));
  if (right!.code !== 0 || planted.length === 0 || missed.length > 0) failed++;
  console.log(
    `${title}: right as it is: ${right!.code === 0 ? 'yes' : 'NO'}; ${found.filter(Boolean).length} of ${planted.length} wrong lines found`,
  );
  for (const at of [0, planted.length >> 1, planted.length - 1])
    console.log(`  ${planted[at]!.line.trim()}\n    ${found[at] ?? 'no difference'}`);
  for (const { line } of missed) console.log(`  MISSED ${line}`);
}

/** The largest logit is subtracted, and cancels. */
const cancels = /amax/;
const replace =
  (pairs: readonly (readonly [RegExp, string])[]) =>
  (line: string): string | undefined => {
    const pair = pairs.find(([pattern]) => pattern.test(line));
    return pair && line.replace(pair[0], pair[1]);
  };

const torch = process.env['PYTHON_TORCH'] ?? 'python3';
await needModules(torch, 'torch, safetensors', 'PYTHON_TORCH');
const readable = toPyTorch(traced, recording, { module });
const modelLines = replace([
  [/nn\.ReLU\(\)/, 'nn.Tanh()'],
  [/nn\.SiLU\(\)/, 'nn.GELU()'],
  [/nn\.MaxPool2d\(2\)/, 'nn.AvgPool2d(2)'],
  [/nn\.BatchNorm2d\(8\)/, 'nn.BatchNorm2d(8, eps=1e-4)'],
]);
const convolving = cnn();
await plant(torch, {
  title: 'model.py',
  file: 'model.py',
  files: toPyTorch(convolving.traced, convolving.recording, { module: convolving.module }),
  wrong: modelLines,
});
const loopLines = replace([
  [/lr=0\.01/, 'lr=0.0101'],
  [/loss = F/, 'loss = 1.001 * F'],
]);
await plant(torch, { title: 'train.py', file: 'train.py', files: readable, wrong: loopLines });
const stepLine = /^( {4}\w+ = )(?!processes|batch|hyper|state|parameters)(.*?)( {2}# float64.*)$/;
const stepFiles = toPyTorch(traced, recording);
const inStep = (line: string): string | undefined => (stepLine.test(line) ? line.replace(stepLine, '$1($2) * 1.001$3') : undefined);
await plant(torch, { title: 'step.py', file: 'step.py', files: stepFiles, wrong: inStep, harmless: cancels });

const jax = process.env['PYTHON_JAX'] ?? 'python3';
await needModules(jax, 'jax, safetensors', 'PYTHON_JAX');
const hloLines = replace([
  [/= stablehlo\.add /, '= stablehlo.subtract '],
  [/= stablehlo\.multiply /, '= stablehlo.add '],
  [/= stablehlo\.divide /, '= stablehlo.multiply '],
  [/= stablehlo\.exponential /, '= stablehlo.negate '],
]);
await plant(jax, { title: 'step.mlir', file: 'step.mlir', files: toJax(traced, recording), wrong: hloLines, oneOf: 6 });
remove();
process.exit(failed === 0 ? 0 : 1);
