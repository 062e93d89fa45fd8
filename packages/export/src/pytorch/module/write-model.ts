import { ChainruleError, pathName } from '@chainrule/core';
import { activationModule } from './activations.js';
import { torchLayers } from './layers.js';
import type { LayerDefinition } from './module.js';
import { ownModuleTexts } from './own-modules.js';
import { argumentLines, sizesText, type PythonCall, type Sizes } from './python-call.js';

/** A model's file, and what is known of the model. */
export interface WrittenModel {
  readonly text: string;
  /** The sizes of what it gives. */
  readonly sizes: Sizes;
  /** Where batch statistics are taken: these layers keep running ones. */
  readonly normalized: readonly string[];
  /** Whether it draws random numbers in training. */
  readonly draws: boolean;
}

/**
 * `model.py`: the layers as a module of PyTorch under the same path names, the sizes of what they give beside them.
 *
 * Throws `unsupported` for a layer that has no line in the table, naming it and its place.
 */
export function writeModel(layer: LayerDefinition, input: Sizes): WrittenModel {
  const used = new Set<string>();
  const normalized: string[] = [];
  let draws = false;
  const write = (inner: LayerDefinition, sizes: Sizes, path: readonly string[]): PythonCall => {
    const call = callOf(inner, sizes, (name, given) => write(inner.layers![name]!, given, [...path, name]));
    if (call === undefined)
      return refuseLayer(`the layer "${inner['~chainrule'].name}"`, path, 'has no module of PyTorch that is the same');
    const odd = call.names?.find(isTaken);
    if (odd !== undefined) return refuseLayer(`the layer called "${odd}"`, path, 'cannot be called so in an nn.Module');
    for (const text of [call.name, ...call.args.filter((arg) => typeof arg === 'string')]) used.add(text.split('(')[0]!);
    if (call.name.startsWith('nn.BatchNorm')) normalized.push(pathName(path));
    draws ||= ['probability', 'dropout'].some((option) => Number((inner.options as Record<string, unknown>)[option] ?? 0) > 0);
    return call;
  };
  const call = write(layer, input, []);
  const classes = [...ownModuleTexts(used), modelClass(call, input)];
  const head = [
    '"""The model, exported by chainrule. Sizes in comments are those of what a layer gives, n being the examples."""',
    ...(usesDictionary(call, true) ? ['from collections import OrderedDict', ''] : []),
    ...(classes.some((text) => text.includes('torch.')) ? ['import torch'] : []),
    'from torch import nn',
  ].join('\n');
  return { text: `${[head, ...classes].join('\n\n\n')}\n`, sizes: call.sizes, normalized, draws };
}

function callOf(layer: LayerDefinition, input: Sizes, write: (name: string, input: Sizes) => PythonCall): PythonCall | undefined {
  const row = torchLayers[layer['~chainrule'].name];
  if (row !== undefined) return row(layer, input, write);
  const { activation } = layer.options as { activation?: unknown };
  const text = activation === undefined ? undefined : activationModule(activation);
  if (text === undefined) return undefined;
  const open = text.indexOf('(');
  const inside = text.slice(open + 1, -1);
  return { name: text.slice(0, open), args: inside === '' ? [] : [inside], sizes: input };
}

function refuseLayer(what: string, path: readonly string[], why: string): never {
  const place = path.length === 0 ? '' : ` at "${pathName(path)}"`;
  throw new ChainruleError('unsupported', `${what}${place} ${why}`, {
    operation: 'toPyTorch',
    hint: 'without `module` the whole step is written out in plain operations, which any layer can be',
  });
}

const usesDictionary = (call: PythonCall, outermost: boolean): boolean =>
  (call.names !== undefined && !(outermost && canBeAttributes(call.names))) ||
  call.args.some((arg) => typeof arg !== 'string' && usesDictionary(arg, false));

/** Names that Python keeps for itself. */
// prettier-ignore
const keywords = new Set(['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield']);
/** What `nn.Sequential` has already, and so no layer in it can be called: `dir(nn.Sequential())` of torch 2.15. */
// prettier-ignore
const taken = new Set(['T_destination', 'add_module', 'append', 'apply', 'bfloat16', 'buffers', 'call_super_init', 'children', 'compile', 'cpu', 'cuda', 'double', 'dump_patches', 'eval', 'extend', 'extra_repr', 'float', 'forward', 'get_buffer', 'get_extra_state', 'get_parameter', 'get_submodule', 'half', 'insert', 'ipu', 'load_state_dict', 'modules', 'mtia', 'named_buffers', 'named_children', 'named_modules', 'named_parameters', 'parameters', 'pop', 'register_backward_hook', 'register_buffer', 'register_forward_hook', 'register_forward_pre_hook', 'register_full_backward_hook', 'register_full_backward_pre_hook', 'register_load_state_dict_post_hook', 'register_load_state_dict_pre_hook', 'register_module', 'register_parameter', 'register_state_dict_post_hook', 'register_state_dict_pre_hook', 'requires_grad_', 'set_extra_state', 'set_submodule', 'share_memory', 'state_dict', 'to', 'to_empty', 'train', 'training', 'type', 'xpu', 'zero_grad']);
const isTaken = (name: string): boolean => taken.has(name) || name.startsWith('_') || name === '' || name.includes('.');
const canBeAttributes = (names: readonly string[]): boolean => names.every((name) => /^[A-Za-z]\w*$/.test(name) && !keywords.has(name));

function modelClass(call: PythonCall, input: Sizes): string {
  const { name, args, names, sizes } = call;
  const layers = args.filter((arg) => typeof arg !== 'string');
  if (names === undefined || !canBeAttributes(names)) {
    const written = argumentLines(args, names);
    const single = args.every((arg) => typeof arg === 'string');
    const [open, close] = names === undefined ? ['super().__init__(', ')'] : ['super().__init__(OrderedDict({', '}))'];
    const body = single ? [`super().__init__(${args.join(', ')})`] : [open, ...written.map((line) => `    ${line}`), close];
    return [
      `class Model(${name}):`,
      `    """${sizesText(input)} -> ${sizesText(sizes)}"""`,
      '',
      '    def __init__(self):',
      ...body.map((line) => `        ${line}`),
    ].join('\n');
  }
  return [
    'class Model(nn.Module):',
    `    """${sizesText(input)} -> ${sizesText(sizes)}"""`,
    '',
    '    def __init__(self):',
    '        super().__init__()',
    ...layers.flatMap((layer, i) => assigned(names[i]!, layer)).map((line) => `        ${line}`),
    '',
    '    def forward(self, x):',
    ...layers.map((layer, i) => `        ${i === layers.length - 1 ? 'return' : 'x ='} self.${names[i]!}(x)  # ${sizesText(layer.sizes)}`),
  ].join('\n');
}

function assigned(name: string, layer: PythonCall): string[] {
  const [first, ...rest] = argumentLines([layer]) as [string, ...string[]];
  const lines = [`self.${name} = ${first}`, ...rest];
  // What stands behind a comma there has its sizes in forward.
  return [...lines.slice(0, -1), lines.at(-1)!.replace(/, {2}# \[.*\]$/, '')];
}
