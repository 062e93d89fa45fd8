import { ChainruleError, flatten, pathName, paths, shapeText, type Key, type Tree } from '@chainrule/core';
import { crc32, readSafetensors, writeSafetensors, type Safetensors } from '@chainrule/data';
import type { Tensor } from '@chainrule/tensor';
import type { Epoch } from './history.js';
import { pack, unpack } from './pack.js';

const format = 'chainrule training 1';

/** All that training is at one moment: what is needed to go on to the same bits. */
export interface TrainingState {
  readonly params: object;
  /** Of the layers. */
  readonly state: object;
  /** Of the optimizer. Schedules are functions of the step; a plateau rule's state follows from the history. */
  readonly optimizer: object;
  /** Parameters and state of the layers after the epoch that made progress last, for an early stop; else empty. */
  readonly best: object;
  readonly step: number;
  readonly epoch: number;
  /** Batches of the epoch that were taken. */
  readonly batch: number;
  /** Sum of the losses of these batches' rows, and how many rows they had. */
  readonly lossSum: number;
  readonly rows: number;
  readonly history: readonly Epoch[];
}

/** What a checkpoint must agree with to be gone on from. */
export interface Setting {
  readonly key: Key;
  readonly batchSize: number;
  readonly optimizer: string;
}

/** The checksum of what a file says, itself left out: of the file written without it. */
const checksumOf = ({ tensors, metadata }: Safetensors): string => crc32(writeSafetensors(tensors, metadata)).toString(16);

/** A moment of training as the bytes of a safetensors file, with a checksum. */
export function writeCheckpoint({ params, state, optimizer, best, ...rest }: TrainingState, setting: Setting): Uint8Array {
  const { arrays, rest: trees } = pack({ params, state, optimizer, best });
  const where = pack({ rest }).rest;
  const metadata = { format, trees: JSON.stringify(trees), where: JSON.stringify(where), setting: JSON.stringify(setting) };
  return writeSafetensors(arrays, { ...metadata, checksum: checksumOf({ tensors: arrays, metadata }) });
}

/**
 * The moment of training that was written, checked against the model and the setting it is to go on with.
 *
 * Throws `input` for bytes that are cut off, altered or no checkpoint, `argument` for the checkpoint of another model, key, batch size or optimizer.
 */
export function readCheckpoint(
  bytes: Uint8Array,
  like: Pick<TrainingState, 'params' | 'state' | 'optimizer'>,
  setting: Setting,
): TrainingState {
  const refuse = (problem: string): never => {
    throw new ChainruleError('input', problem, {
      operation: 'checkpoint',
      hint: 'it is damaged, or no checkpoint: remove it to begin anew',
    });
  };
  const {
    tensors,
    metadata: { checksum, ...metadata },
  } = readSafetensors(bytes);
  if (metadata['format'] !== format) refuse(`this is no checkpoint: its format is ${JSON.stringify(metadata['format'])}`);
  if (checksum !== checksumOf({ tensors, metadata })) refuse('its checksum is wrong');
  const parse = (part: string): unknown => {
    try {
      return JSON.parse(metadata[part] ?? '');
    } catch {
      return refuse(`"${part}" is not JSON`);
    }
  };
  const saved = unpack({ arrays: tensors, rest: parse('trees') }, refuse) as TrainingState;
  const { rest } = unpack({ arrays: {}, rest: parse('where') }, refuse) as { rest: TrainingState };
  for (const part of ['step', 'epoch', 'batch', 'rows'] as const)
    if (!Number.isSafeInteger(rest[part]) || rest[part] < 0) refuse(`its ${part} is ${String(rest[part])}`);
  if (!Array.isArray(rest.history) || typeof rest.lossSum !== 'number') refuse('it has no history');
  const before = parse('setting') as Partial<Setting>;
  for (const part of ['key', 'batchSize', 'optimizer'] as const)
    if (JSON.stringify(before[part]) !== JSON.stringify(setting[part]))
      throw new ChainruleError(
        'argument',
        `it was written with ${part} ${JSON.stringify(before[part])}, this is ${JSON.stringify(setting[part])}`,
        {
          operation: 'checkpoint',
          hint: 'go on with the same options, or keep checkpoints of different runs under different names',
        },
      );
  const { params, state, optimizer, best } = saved;
  sameLayout('params', params, like.params);
  sameLayout('state', state, like.state);
  // An optimizer without arrays yet may have some later.
  if (flatten(like.optimizer).leaves.length > 0) sameLayout('optimizer', optimizer, like.optimizer);
  if (Object.keys(best).length > 0) sameLayout('best', best, { params: like.params, state: like.state });
  return { ...rest, params, state, optimizer, best };
}

/** Throws `argument` where the arrays of two trees differ in name, shape or element type. */
function sameLayout(part: string, saved: object, like: object): void {
  const describe = (tree: object): string[] => {
    const names = paths(tree).map(pathName);
    return flatten<unknown>(tree as Tree<unknown>).leaves.map((leaf, i) => {
      const { shape, dtype } = (leaf ?? {}) as Partial<Tensor>;
      return shape === undefined ? names[i]! : `${names[i]!} ${dtype!}${shapeText(shape)}`;
    });
  };
  const [found, needed] = [describe(saved), describe(like)];
  const at = needed.findIndex((text, i) => found[i] !== text);
  if (at < 0 && found.length === needed.length) return;
  throw new ChainruleError(
    'argument',
    `its ${part} ${at < 0 ? `have ${found[needed.length]!} besides` : `have ${found[at] ?? 'nothing'} where ${needed[at]!} is needed`}`,
    {
      operation: 'checkpoint',
      hint: 'it is of another model: keep checkpoints of different runs under different names',
    },
  );
}
