import { key } from '@chainrule/core';
import * as sets from '@chainrule/data';
import type { Rows } from '../fit/train.js';
import { z } from 'zod';
import { readArray, readArrays } from '../network/array-files.js';
import { bytesOf } from '../output/read-file.js';
import { number, size, text } from './fields.js';
import type { Import } from './made.js';
import { codeOf, Made } from './made.js';
import { partOf, problemOf, type Form, type Part, type Parts } from './part.js';

/** Examples, and what is known of them besides. */
export type Loaded = Rows & Partial<Pick<sets.DataSet, 'names' | 'targetName' | 'classes'>> & { readonly source: string };

/** Where examples come from: how they are read, file names being relative to a folder, and the TypeScript that does it. */
export interface Source {
  load(folder: string, seed: number): Promise<Loaded>;
  typescript(seed: number): { readonly code: string; readonly imports: readonly Import[] };
  /** Whether it gives arrays alone, and not a whole data set. */
  readonly bare?: true;
}

const builtIn = { iris: sets.iris, wine: sets.wine, digits: sets.digits, diabetes: sets.diabetes, breastCancer: sets.breastCancer };
const counts = { count: size.optional(), noise: number.optional() };
const generated = {
  spirals: { make: sets.spirals, options: { ...counts, arms: size.optional(), turns: number.optional(), radius: number.optional() } },
  moons: { make: sets.moons, options: counts },
  circles: { make: sets.circles, options: { ...counts, inner: number.optional() } },
  xor: { make: sets.xor, options: counts },
  blobs: { make: sets.blobs, options: { ...counts, centres: size.optional() } },
  linearData: { make: sets.linearData, options: { ...counts, intercept: number.optional(), slope: number.optional() } },
};
const from = '@chainrule/data';

const setParts: Parts<Source> = {
  ...mapped(builtIn, (name, make) => ({
    options: {},
    make: () => new Made({ load: () => Promise.resolve(make()), typescript: () => ({ code: `${name}()`, imports: [[from, name]] }) }, ''),
  })),
  ...mapped(generated, (name, { make, options }) => ({
    options,
    make: (given) =>
      new Made(
        {
          load: (_, seed) => Promise.resolve(make(key(seed), given)),
          typescript: (seed) => ({
            code: `${name}(key(${seed})${Object.keys(given).length === 0 ? '' : `, ${codeOf(given)}`})`,
            imports: [
              [from, name],
              ['@chainrule/core', 'key'],
            ],
          }),
        },
        '',
      ),
  })),
};

function mapped<T>(table: Readonly<Record<string, T>>, of: (name: string, entry: T) => Part<Source>): Parts<Source> {
  return Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, of(name, entry)]));
}

const readFileSync: Import = ['node:fs', 'readFileSync'];
const tableFile = z.strictObject({ file: text, target: text.optional(), delimiter: text.length(1).optional() });
const arraysFile = z.strictObject({ file: text, features: text, target: text });
const twoFiles = z.strictObject({ features: text, target: text });

function table({ file, target, delimiter }: z.infer<typeof tableFile>): Source {
  const options = { ...(target !== undefined && { target }), ...(delimiter !== undefined && { delimiter }) };
  return {
    load: async (folder) =>
      sets.readCsv(await bytesOf(`${folder}/${file}`, { operation: 'data', hint: 'file names are relative to the config' }), {
        source: file,
        ...options,
      }),
    typescript: () => ({
      code: `readCsv(${[`readFileSync(${codeOf(file)})`, ...(Object.keys(options).length === 0 ? [] : [codeOf(options)])].join(', ')})`,
      imports: [[from, 'readCsv'], readFileSync],
    }),
  };
}

const npz = ({ file, features, target }: z.infer<typeof arraysFile>): Source => ({
  bare: true,
  load: async (folder) => ({ ...(await readArrays(`${folder}/${file}`, { features, target })), source: file }),
  typescript: () => ({
    code: `await readNpz(readFileSync(${codeOf(file)})).then((arrays) => ({ features: arrays[${codeOf(features)}]!, target: arrays[${codeOf(target)}]! }))`,
    imports: [[from, 'readNpz'], readFileSync],
  }),
});

function arrays({ features, target }: z.infer<typeof twoFiles>): Source {
  const reader = (file: string): string => (/\.npy$/.test(file) ? 'readNpy' : 'readIdx');
  const read = (file: string): string => {
    const bytes = `readFileSync(${codeOf(file)})`;
    return `${reader(file)}(${/\.gz$/.test(file) ? `gunzipSync(${bytes})` : bytes})`;
  };
  const zipped = [features, target].some((file) => file.endsWith('.gz'));
  return {
    bare: true,
    load: async (folder) => ({
      features: await readArray(`${folder}/${features}`),
      target: await readArray(`${folder}/${target}`),
      source: `${features}, ${target}`,
    }),
    typescript: () => ({
      code: `{ features: ${read(features)}, target: ${read(target)} }`,
      imports: [
        [from, reader(features)],
        [from, reader(target)],
        readFileSync,
        ...(zipped ? ([['node:zlib', 'gunzipSync']] as const) : []),
      ],
    }),
  };
}

const named = partOf('a data set', setParts);

/** A data set by name; `{ file, target }`, a table; `{ file, features, target }`, two arrays of a .npz file; `{ features, target }`, two files. */
export const source: Form<Source> = z.unknown().transform((given, context): Source => {
  const read = <T>(form: z.ZodType<T>): T | undefined => {
    const found = form.safeParse(given, { error: problemOf });
    if (found.success) return found.data;
    for (const { message, path } of found.error.issues) context.addIssue({ code: 'custom', message, path: [...path], input: given });
    return undefined;
  };
  const has = (field: string): boolean => typeof given === 'object' && given !== null && field in given;
  const of = <T>(form: z.ZodType<T>, make: (options: T) => Source): Source => {
    const options = read(form);
    return options === undefined ? z.NEVER : make(options);
  };
  if (has('file')) return /\.npz$/.test(String((given as { file: unknown }).file)) ? of(arraysFile, npz) : of(tableFile, table);
  return has('features') ? of(twoFiles, arrays) : of(named, ({ value }) => value);
});
