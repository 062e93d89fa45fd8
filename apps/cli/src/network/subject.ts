import { dirname, join } from 'node:path';
import { stat } from 'node:fs/promises';
import { ChainruleError } from '@chainrule/core';
import { readConfig, trainingOf } from '../config/read-config.js';
import type { Training } from '../config/training.js';
import type { Io } from '../output/io.js';
import { reasonOf } from '../output/write-atomically.js';
import { readyPlugins } from '../plugins/project.js';
import { RunFolder, type RunRecord } from './run-folder.js';

/** What a command was told to work on: a config with a network that is yet untrained, or a run folder with its weights. */
export interface Subject {
  readonly training: Training;
  /** The config as it was given. */
  readonly content: unknown;
  readonly seed: number;
  /** Where the config's file names start from. */
  readonly folder: string;
  readonly run?: { readonly folder: RunFolder; readonly record: RunRecord };
}

/** Reads a config file, or the folder of a run. A seed that is given comes before the config's. */
export async function subjectOf(path: string, seed: number | undefined, io: Pick<Io, 'note'>): Promise<Subject> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new ChainruleError('input', `cannot read ${path}: ${reasonOf(cause)}`, {
      operation: 'config',
      hint: 'give a config (.json or .toml), or the folder of a run',
      cause,
    });
  });
  const plugins = await readyPlugins(io);
  if (!found.isDirectory()) {
    const content = await readConfig(path);
    const training = trainingOf(content, path, plugins);
    return { training, content, seed: seed ?? training.seed ?? 0, folder: dirname(path) };
  }
  const folder = new RunFolder(path);
  const record = await folder.record();
  const training = trainingOf(record.config, folder.file('record'), plugins);
  return { training, content: record.config, seed: seed ?? record.seed, folder: join(path, record.from), run: { folder, record } };
}
