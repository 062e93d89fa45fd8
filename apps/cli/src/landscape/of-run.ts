import { ChainruleError, foldIn, isChainruleError, ndarray, permutation } from '@chainrule/core';
import { evaluator, placeOn, principalPlane, randomPlane, type Plane, type PrincipalPlane } from '@chainrule/nn';
import { backendOf, networkOf, rowsInDtype, type Network } from '../network/network.js';
import { subjectOf, type Subject } from '../network/subject.js';
import type { Io } from '../output/io.js';
import { parametersFrom } from '../network/way.js';
import { numberText } from '../output/columns.js';
import { gridOf, type Directions, type Survey } from './survey.js';

export interface RunOptions {
  readonly directions: Directions | undefined;
  readonly x: readonly [number, number] | undefined;
  readonly y: readonly [number, number] | undefined;
  readonly points: number;
}

/** A plane through the weights of a run; a principal one has the way on it. */
export interface RunPlane {
  readonly directions: Directions;
  readonly plane: Plane<unknown> & Partial<Pick<PrincipalPlane<unknown>, 'path' | 'explained'>>;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** On how many rows the loss is taken; of more, so many are drawn. */
export const mostRows = 4096;

/** The run in a folder. Throws `argument` for options that only expressions have. */
export async function subjectOfRun(
  path: string,
  { wrt, from }: { readonly wrt: string | undefined; readonly from: string | undefined },
  seed: number | undefined,
  io: Pick<Io, 'note'>,
): Promise<Subject> {
  const foreign = wrt !== undefined ? '--wrt' : from !== undefined ? '--from' : undefined;
  if (foreign === undefined) return subjectOf(path, seed, io);
  throw new ChainruleError('argument', `${foreign} is for expressions, and ${path} is a folder`, { operation: 'landscape' });
}

/** The loss of a run's network around its weights: in the plane its way comes closest to, or along random directions. */
export async function surveyOfRun(subject: Subject, options: RunOptions): Promise<Survey & RunPlane> {
  const { training, seed } = subject;
  const network = await networkOf(training, subject.folder, seed);
  const { params, state } = await subject.run!.folder.weights(network.initial);
  const found = await planeOf(subject, network, params, options);
  const judge = evaluator({ model: network.layer, loss: training.loss.value, ...backendOf(training) });
  const rows = rowsInDtype(someRows(network), training);
  const loss = (a: number, b: number): number => judge(placeOn(found.plane, a, b), state, rows)['loss']!;
  const { path, explained } = found.plane;
  return {
    ...found,
    of: `the loss of ${network.source}`,
    variables: found.directions === 'principal' ? ['principal 1', 'principal 2'] : ['random 1', 'random 2'],
    grid: gridOf(loss, found.x, found.y, options.points),
    ...(path && { path: { name: 'training', points: path, heights: path.map(([a, b]) => loss(a, b)) } }),
    about: { run: subject.run!.folder.path, directions: found.directions, ...(explained && { explained }) },
    said: explained
      ? [`The two directions have ${explained.map((share) => `${numberText(100 * share, 3)} %`).join(' and ')} of what the way varies.`]
      : ['Each filter of the two directions is as long as the filter of the network that it changes.'],
  };
}

/** The plane that is asked for; without a word, the principal one where the way has one. */
async function planeOf({ run }: Subject, { key }: Network, params: unknown, { directions, x, y }: RunOptions): Promise<RunPlane> {
  const way = directions === 'random' ? undefined : await run!.folder.way();
  if (directions === 'principal' && way === undefined)
    throw new ChainruleError('input', `the run ${run!.folder.path} has kept no way`, {
      operation: 'landscape',
      hint: 'train again, or take --directions random',
    });
  try {
    if (way !== undefined) {
      const plane = principalPlane([...way.places.slice(0, -1).map((flat) => parametersFrom(flat, params)), params]);
      return { directions: 'principal', plane, x: x ?? spanned(plane.path, 0), y: y ?? spanned(plane.path, 1) };
    }
  } catch (error) {
    if (directions === 'principal' || !isChainruleError(error) || error.code !== 'argument') throw error;
  }
  const range = x ?? ([-1, 1] as const);
  return { directions: 'random', plane: randomPlane(params, foldIn(key, 'landscape')), x: range, y: y ?? range };
}

/** What a way spans along an axis, with room about it. */
function spanned(path: readonly (readonly [number, number])[], axis: 0 | 1): [number, number] {
  const values = path.map((point) => point[axis]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.25 * (high - low) || 1;
  return [low - room, high + room];
}

function someRows({ train, key }: Network): Network['train'] {
  const count = train.features.shape[0]!;
  if (count <= mostRows) return train;
  const drawn = permutation(foldIn(key, 'landscape rows'), count).data.subarray(0, mostRows);
  const indices = ndarray(Int32Array.from(drawn));
  return { features: train.features.take(indices), target: train.target.take(indices) };
}
