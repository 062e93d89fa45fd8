import type { CommandTable } from '../command/command.js';

/** Every command by name: help, completion, docs/cli.md, schemas and tests are made from this. */
export const commands = {
  diff: { summary: 'differentiate an expression', load: async () => (await import('./diff.js')).diff },
  partial: { summary: 'partial derivatives, the other variables held', load: async () => (await import('./partial.js')).partial },
  gradient: { summary: 'the vector of partial derivatives', load: async () => (await import('./gradient.js')).gradient },
  jacobian: { summary: 'the matrix of derivatives of several expressions', load: async () => (await import('./jacobian.js')).jacobian },
  hessian: { summary: 'the matrix of second derivatives', load: async () => (await import('./hessian.js')).hessian },
  steps: { summary: 'how a derivative comes about, or a quiz', load: async () => (await import('./steps.js')).steps },
  numdiff: { summary: 'a derivative measured from values, with its error', load: async () => (await import('./numdiff.js')).numdiff },
  check: { summary: 'a gradient in four ways, or your answer judged', load: async () => (await import('./check.js')).check },
  compare: { summary: 'symbolic, automatic and numeric, measured', load: async () => (await import('./compare.js')).compare },
  trace: { summary: 'value and gradient at each node of a computation', load: async () => (await import('./trace.js')).trace },
  descend: { summary: 'gradient descent, several rates at once', load: async () => (await import('./descend.js')).descend },
  landscape: {
    summary: 'contours and surface of a function of two variables',
    load: async () => (await import('./landscape.js')).landscape,
  },
  plot: { summary: 'functions, activations, schedules', load: async () => (await import('./plot.js')).plot },
  fit: { summary: 'fit a linear model by gradient descent', load: async () => (await import('./fit.js')).fit },
  train: { summary: 'train a network that a file describes', load: async () => (await import('./train.js')).train },
  predict: { summary: 'what a trained network says of rows', load: async () => (await import('./predict.js')).predict },
  diagnose: { summary: 'why a network does not learn', load: async () => (await import('./diagnose.js')).diagnose },
  export: {
    summary: 'a network and its training step for PyTorch, ONNX, JAX',
    load: async () => (await import('./export.js')).exportCommand,
  },
  serve: { summary: 'the demo site, offline', load: async () => (await import('./serve.js')).serve },
  plugin: { summary: "the project's plugins, or a new one", load: async () => (await import('./plugin.js')).plugin },
  completion: { summary: 'the script for bash, zsh or fish', load: async () => (await import('./completion.js')).completion },
} as const satisfies CommandTable;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as CommandName[];
export const isCommand = (name: string | undefined): name is CommandName => name !== undefined && Object.hasOwn(commands, name);
