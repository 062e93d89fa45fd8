import type { Command } from '../command/command.js';

interface Line {
  readonly summary: string;
  /** A command's code is loaded when it is used, so that the others do not wait for it. */
  readonly load: () => Promise<Command>;
}

/** Every command by name: help, completion, docs/cli.md, schemas and tests are made from this. */
export const commands = {
  diff: { summary: 'differentiate an expression', load: async () => (await import('./diff.js')).diff },
  partial: { summary: 'partial derivatives, the other variables held', load: async () => (await import('./partial.js')).partial },
  gradient: { summary: 'the vector of partial derivatives', load: async () => (await import('./gradient.js')).gradient },
  jacobian: { summary: 'the matrix of derivatives of several expressions', load: async () => (await import('./jacobian.js')).jacobian },
  hessian: { summary: 'the matrix of second derivatives', load: async () => (await import('./hessian.js')).hessian },
  steps: { summary: 'how a derivative comes about, or a quiz', load: async () => (await import('./steps.js')).steps },
  fit: { summary: 'fit a linear model by gradient descent', load: async () => (await import('./fit.js')).fit },
} as const satisfies Readonly<Record<string, Line>>;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as CommandName[];
export const isCommand = (name: string | undefined): name is CommandName => name !== undefined && Object.hasOwn(commands, name);
