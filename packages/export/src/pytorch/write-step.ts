import { sizeOf, type ArrayData } from '@chainrule/core';
import type { Program, Register, Type } from '@chainrule/program';
import { emittersFor } from '../operation-table.js';
import type { Action } from '../placement/placement.js';
import type { PlacedProgram } from '../placement/place.js';
import type { ResultRole } from '../record/record.js';
import type { Signature, Slot } from '../record/signature.js';
import { atom, list, Names, numberText, operand, type Code } from './code.js';
import { torchTypes } from './elementwise.js';
import { helperTexts } from './missing-functions.js';
import { torchOperations } from './operations.js';

/** A step as Python, and the constants that are too large to be written in it. */
export interface WrittenStep {
  readonly text: string;
  readonly constants: Readonly<Record<string, ArrayData>>;
  /** How many numbers every exchange between processes adds up. */
  readonly exchanges: readonly number[];
}

const largestWritten = 8;

/** What results are called, by their kind. */
const prefixes: Readonly<Record<ResultRole, string>> = { loss: '', gradients: 'gradient_', parameters: 'new_', state: 'new_' };

/** The whole step as a function of plain PyTorch operations: no autograd, one line an operation, shapes beside them. */
export function writeStep(program: Program, placed: PlacedProgram, signature: Signature): WrittenStep {
  const emitters = new Map(
    emittersFor('PyTorch', torchOperations, program).map((emitter, i) => [program.instructions[i]!.outputs[0]!, emitter]),
  );
  const helpers = new Set<string>();
  const names = new Names(['step', 'processes']);
  const codes = new Map<Register, Code>();
  const { types } = placed;
  const sizesOf = (register: Register): string[] => sizeTexts(types[register]!, placed, register, signature.batchSize);
  const comment = (register: Register): string => `  # ${types[register]!.dtype}[${sizesOf(register).join(', ')}]`;

  const lines = signature.inputs.map(({ role, name, register }) => {
    const variable = names.give(name);
    codes.set(register, atom(variable));
    return `${variable} = ${role}["${name}"]${comment(register)}`;
  });
  const firstBatch = signature.inputs.find(({ role }) => role === 'batch');
  if (firstBatch) lines.push(`n = ${codes.get(firstBatch.register)!.text}.shape[0]  # the examples of this process`);
  const device = codes.get(signature.inputs[0]!.register)!.text;

  const constants: Record<string, ArrayData> = {};
  const used = new Set([...placed.outputs, ...placed.actions.flatMap(readBy)]);
  for (const { register, value } of program.constants.filter((constant) => used.has(constant.register))) {
    const variable = names.give('constant');
    codes.set(register, atom(variable));
    if (sizeOf(value.shape) <= largestWritten)
      lines.push(`${variable} = torch.tensor(${nestedText(value)}, dtype=${torchTypes[value.dtype]}, device=${device}.device)`);
    else {
      constants[variable] = value;
      lines.push(`${variable} = constants["${variable}"]${comment(register)}`);
    }
  }

  const exchanges: number[] = [];
  const called = new Map(signature.outputs.map(({ role, name }, i) => [placed.outputs[i]!, `${prefixes[role]}${name}`]));
  let count = 0;
  const fresh = (register: Register): string => {
    const name = called.get(register);
    const variable = name === undefined ? `t${count++}` : names.give(name);
    codes.set(register, atom(variable));
    return variable;
  };
  const write = (action: Action): string[] => {
    if (action.kind === 'own') {
      const from = codes.get(action.from)!;
      return [`${fresh(action.to)} = processes.own(${from.text}, ${action.axis})${comment(action.to)}`];
    }
    if (action.kind === 'reduce') {
      const from = action.sums.map((sum) => codes.get(sum.from)!.text);
      const total = action.sums.reduce((sum, { from: register }) => sum + sizeOf(types[register]!.shape), 0);
      exchanges.push(total);
      const to = action.sums.map((sum) => fresh(sum.to));
      return [
        '',
        `# One exchange between the processes: ${total.toLocaleString('en')} numbers.`,
        `${list(to)} = processes.sum(${list(from)})`,
        '',
      ];
    }
    const { instruction } = action;
    const output = instruction.outputs[0]!;
    const placement = placed.placements[output]!;
    const code = emitters.get(output)!({
      instruction,
      program: { types },
      inputs: instruction.inputs.map((register) => codes.get(register)!),
      types: instruction.inputs.map((register) => types[register]!),
      output: types[output]!,
      sizes: sizesOf(output),
      examples: placement.kind === 'split' ? placement.axis : undefined,
      helper: (name) => {
        helpers.add(name);
        return name;
      },
    });
    return [`${fresh(output)} = ${code.text}${comment(output)}`];
  };
  lines.push('', ...placed.actions.flatMap(write));
  lines.push('', ...results(signature, placed, codes));
  return { text: stepFile(lines, helpers, signature, exchanges), constants, exchanges };
}

/** The values that an action reads. */
const readBy = (action: Action): readonly Register[] =>
  action.kind === 'compute' ? action.instruction.inputs : action.kind === 'own' ? [action.from] : [];

/** The sizes of a value at one process: the examples' axis counts its own examples. */
function sizeTexts({ shape }: Type, { placements }: PlacedProgram, register: Register, batchSize: number): string[] {
  const placement = placements[register]!;
  return shape.map((size, axis) => {
    if (placement.kind !== 'split' || placement.axis !== axis) return String(size);
    return size === batchSize ? 'n' : `n * ${size / batchSize}`;
  });
}

function nestedText({ data, shape, dtype }: ArrayData): string {
  const text = (value: number): string => (dtype === 'bool' ? (value ? 'True' : 'False') : numberText(value));
  const go = (at: number, rest: readonly number[]): string => {
    const [size, ...inner] = rest;
    if (size === undefined) return text(data[at]!);
    return list(Array.from({ length: size }, (_, i) => go(at + i * sizeOf(inner), inner)));
  };
  return go(0, shape);
}

function results({ outputs }: Signature, placed: PlacedProgram, codes: ReadonlyMap<Register, Code>): string[] {
  const texts = outputs.map((slot, i) => ({ ...slot, text: operand(codes.get(placed.outputs[i]!)!) }));
  const tree = (role: Slot<string>['role']): string[] => [
    `${role} = {`,
    ...texts.filter((slot) => slot.role === role).map(({ name, text }) => `    "${name}": ${text},`),
    '}',
  ];
  const loss = texts.filter(({ role }) => role === 'loss').map(({ text }) => text);
  return [...['gradients', 'parameters', 'state'].flatMap(tree), `return ${loss[0]!}, gradients, parameters, state`];
}

function stepFile(lines: readonly string[], helpers: ReadonlySet<string>, { batchSize }: Signature, exchanges: readonly number[]): string {
  const parts = [
    `"""One whole step of training, forwards, backwards and the optimizer, written out from a program of chainrule.

The sizes in the comments are those at one process, n being its examples; the batch has ${batchSize} examples in all. Sums over the batch are
divided by the size of all of it, so processes may have different numbers of examples. Exchanges between processes: ${exchanges.length}.
"""
import math  # noqa: F401

import torch`,
    ...helperTexts(helpers),
    `@torch.no_grad()
def step(parameters, state, batch, hyper, constants, processes):
${lines.map((line) => (line === '' ? '' : `    ${line}`)).join('\n')}`,
  ];
  return `${parts
    .join('\n\n\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .replace(/\n\n\n( {4})/g, '\n\n$1')}\n`;
}
