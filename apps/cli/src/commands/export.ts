import { ChainruleError, didYouMean, isChainruleError } from '@chainrule/core';
import { stepArrays, stepNames, toJax, toOnnx, toPyTorch, toStableHlo, type Files } from '@chainrule/export';
import { defineCommand } from '../command/command.js';
import { count, flag, text as textOption } from '../command/option.js';
import { list, object, oneOf, text, whole } from '../command/schema.js';
import { onnxReadme, stableHloReadme } from '../network/exported-readme.js';
import { checkExportable, exportedStep, type ExportedStep } from '../network/exported-step.js';
import { networkOf } from '../network/network.js';
import { recipeOf } from '../network/recipe.js';
import { subjectOf } from '../network/subject.js';
import { columnsText, numberText } from '../output/columns.js';
import { writeFolder } from '../output/write-folder.js';
import { irisConfig } from './train.js';

const engines = ['pytorch', 'onnx', 'stablehlo', 'jax'] as const;

const writers: Readonly<Record<(typeof engines)[number], (exported: ExportedStep) => Files>> = {
  pytorch: ({ step, recording, module }) => {
    try {
      return toPyTorch(step, recording, { module });
    } catch (error) {
      // A layer that PyTorch has not: the step is written out in operations.
      if (isChainruleError(error) && error.code === 'unsupported') return toPyTorch(step, recording);
      throw error;
    }
  },
  jax: ({ step, recording }) => toJax(step, recording),
  stablehlo: ({ step, recording, inUse }) => {
    const rows = recording.steps[0]!.batch[0]!.value.shape[0]!;
    return {
      'training-step.mlir': toStableHlo(step, { names: stepNames(step, recording).inputs }),
      'network.mlir': toStableHlo(inUse(rows), { names: networkInputs(step, recording, inUse(rows)) }),
      'README.md': stableHloReadme(rows),
      ...stepArrays(step, recording),
    };
  },
  onnx: ({ step, recording, inUse }) => {
    const network = inUse(rowCounts[0]);
    const names = { inputs: networkInputs(step, recording, network), outputs: ['y'] };
    return {
      'network.onnx': toOnnx(network, { names, otherBatch: inUse(rowCounts[1]) }),
      'training-step.onnx': toOnnx(step, { names: stepNames(step, recording) }),
      'README.md': onnxReadme,
      ...stepArrays(step, recording),
    };
  },
};

/** Two numbers of rows, unlike other sizes of a network: what differs between them is left open. */
const rowCounts = [1009, 1013] as const;

/** The network takes its parameters, the state of its layers, and rows: named as the training step names them. */
function networkInputs(step: ExportedStep['step'], recording: ExportedStep['recording'], inUse: ExportedStep['step']): string[] {
  const names = stepNames(step, recording).inputs.filter((name) => /^(parameters|state\.model)(\.|$)/.test(name));
  return inUse.inputs.map((_, i) => (i === inUse.inputs.length - 1 ? 'x' : (names[i] ?? `input_${i}`)));
}

/** A training step and its network on another engine. */
export const exportCommand = defineCommand({
  about:
    'Writes a network and its whole training step for another engine, optimizer included: a folder for PyTorch or JAX with a check that it is the same, or ONNX and StableHLO files. Of a config as it begins, or of the folder of a run with its weights. The folder is written whole or not at all.',
  arguments: [
    { name: 'network', about: 'a config (.json, .toml), or the folder of a run', kind: 'file' },
    { name: 'engine', about: engines.join(', '), kind: 'word' },
  ],
  options: {
    folder: textOption('folder', 'where to write; by default the name of the engine'),
    force: flag('replace a folder that is there'),
    steps: count('count', 'how many steps are recorded to be compared', 1000, 5),
  },
  examples: [
    { args: ['export', 'iris.json', 'pytorch', '--force'], files: { 'iris.json': irisConfig } },
    { args: ['export', 'iris.json', 'onnx', '--folder', 'models', '--force'], files: { 'iris.json': irisConfig } },
    { args: ['export', 'iris.json', 'tensorflow'], files: { 'iris.json': irisConfig }, exit: 2 },
  ],
  result: object({ engine: oneOf(...engines), folder: text, instructions: whole, files: list(object({ name: text, bytes: whole })) }),
  formats: ['csv', 'markdown'],
  async run({ args: [path, given], options: { folder, force, steps }, givenSeed, io }) {
    const engine = engineNamed(given!);
    const subject = await subjectOf(path!, givenSeed, io);
    const network = await networkOf(subject.training, subject.folder, subject.seed);
    checkExportable(network);
    const numbers = subject.run ? await subject.run.folder.weights(network.initial) : network.initial;
    const exported = exportedStep(network, numbers, recipeOf((subject.content as { optimizer: unknown }).optimizer), steps);
    const files = writers[engine](exported);
    const place = folder ?? engine;
    await writeFolder(place, files, { force });
    const rows = Object.entries(files).map(([name, content]) => ({
      name,
      bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.length,
    }));
    return {
      result: { engine, folder: place, instructions: exported.step.instructions.length, files: rows },
      text: () => [`Written to ${place}:`, columnsText(rows.map(({ name, bytes }) => [name, `${numberText(bytes, 12)} bytes`]))].join('\n'),
      table: () => ({ columns: ['name', 'bytes'], rows: rows.map(({ name, bytes }) => [name, bytes]) }),
    };
  },
});

function engineNamed(given: string): (typeof engines)[number] {
  const found = engines.find((each) => each === given);
  if (found !== undefined) return found;
  throw new ChainruleError('argument', `there is no engine "${given}"${didYouMean(given, engines)}`, {
    operation: 'export',
    hint: `there are ${engines.join(', ')}`,
  });
}
