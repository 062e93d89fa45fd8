import * as fs from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { ChainruleError } from '@chainrule/core';
import { fileStorage, loadWeights, saveWeights, type Storage } from '@chainrule/nn';
import { bytesOf } from '../output/read-file.js';
import { writeAtomically } from '../output/write-atomically.js';
import type { Numbers } from './network.js';
import type { Preparation } from './preparation.js';
import { Way } from './way.js';

/** What a run folder says of itself, in `run.json`: enough to use its weights, and to find its data again. */
export interface RunRecord {
  readonly schema: 'chainrule.run/1';
  /** As it was given. */
  readonly config: unknown;
  /** Where its file names start from, seen from the run folder. */
  readonly from: string;
  readonly seed: number;
  readonly preparation: Preparation;
}

/** `iris.json` runs in `iris.run`, beside it. */
export const runFolderOf = (config: string): string => join(dirname(config), `${basename(config).replace(/\.(json|toml)$/, '')}.run`);

const names = { record: 'run.json', weights: 'weights.safetensors', path: 'path.safetensors' } as const;

/** A folder that a training run keeps what it has in. */
export class RunFolder {
  readonly storage: Storage;

  constructor(readonly path: string) {
    this.storage = fileStorage(path, fs);
  }

  file(name: keyof typeof names): string {
    return join(this.path, names[name]);
  }

  /** Makes room for a new run: one that is there is kept under another name, which is given back. */
  async begin(record: Omit<RunRecord, 'schema' | 'from'>, configFolder: string): Promise<string | undefined> {
    const before = (await exists(this.path)) ? `${this.path}.previous` : undefined;
    if (before !== undefined) {
      await fs.rm(before, { recursive: true, force: true });
      await fs.rename(this.path, before);
    }
    const from = relative(resolve(this.path), resolve(configFolder)) || '.';
    await fs.mkdir(this.path, { recursive: true }).catch((cause: unknown) => {
      throw new ChainruleError('input', `cannot make the folder ${this.path}`, {
        operation: 'train',
        hint: 'choose another with --run',
        cause,
      });
    });
    const whole: RunRecord = { schema: 'chainrule.run/1', ...record, from };
    await writeAtomically(this.file('record'), `${JSON.stringify(whole, undefined, 2)}\n`, 'train');
    return before;
  }

  async record(): Promise<RunRecord> {
    const bytes = await bytesOf(this.file('record'), {
      operation: 'run',
      most: 1e8,
      hint: 'give the folder that chainrule train has made, such as iris.run',
    });
    try {
      const record = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as RunRecord | null;
      if (record?.schema === 'chainrule.run/1' && typeof record.from === 'string' && Number.isInteger(record.seed)) return record;
    } catch {
      // It is told below.
    }
    throw new ChainruleError('input', `${this.file('record')} is not the record of a training run`, {
      operation: 'run',
      hint: 'it is written by chainrule train: train again',
    });
  }

  /** Whether there is something to go on from. */
  isBegun(): Promise<boolean> {
    return exists(join(this.path, 'checkpoint'));
  }

  saveWeights(numbers: Numbers): Promise<void> {
    return writeAtomically(this.file('weights'), saveWeights(numbers), 'train');
  }

  /** Where its parameters have been; nothing of a run that kept no way. */
  async way(until?: number): Promise<Way | undefined> {
    if (!(await exists(this.file('path')))) return undefined;
    return Way.read(await bytesOf(this.file('path'), { operation: 'run', most: 1e9 }), until);
  }

  /** The weights of a run, in the place of those of its network. */
  async weights(like: Numbers): Promise<Numbers> {
    const bytes = await bytesOf(this.file('weights'), {
      operation: 'run',
      hint: 'the run was cut off before it could save weights: go on with chainrule train --resume',
    });
    return loadWeights(bytes, like);
  }
}

const exists = (path: string): Promise<boolean> =>
  fs.stat(path).then(
    () => true,
    () => false,
  );
