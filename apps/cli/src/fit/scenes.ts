import { ndarray } from '@chainrule/core';
import type { Chart, Scene, Surface } from '@chainrule/viz';
import { objectiveOf } from './train.js';
import { lossPlane, valueAt } from './loss-plane.js';
import type { Outcome } from './outcome.js';

/** The loss after each epoch, beside the least possible one. */
export function lossCurve({ losses, lossUnit, closedFormTrainError }: Outcome): Chart {
  const steps = losses.map((_, i) => i);
  const wide = losses[0]! > 20 * closedFormTrainError && closedFormTrainError > 0;
  return {
    kind: 'chart',
    title: 'Loss curve',
    description: `The mean squared error over the training rows after each ${lossUnit}: from ${shortText(losses[0]!)} down to ${shortText(losses.at(-1)!)}; least squares reaches ${shortText(closedFormTrainError)}.`,
    x: { label: lossUnit },
    y: { label: 'mean squared error', scale: wide ? 'log' : 'linear' },
    marks: [
      { kind: 'line', name: 'training', x: steps, y: losses },
      {
        kind: 'line',
        name: 'least squares',
        dashed: true,
        x: [0, losses.length - 1],
        y: [closedFormTrainError, closedFormTrainError],
        colour: 2,
      },
    ],
  };
}

const shortText = (x: number): string => String(Number(x.toPrecision(4)));

/** The data with the fitted line; with more than one feature, what was predicted for the test rows against what is true. */
export function dataAndFit(outcome: Outcome): Chart {
  const { train, test, fitted, closedForm } = outcome;
  if (train.names.length === 1) {
    const x = Array.from(train.features.data);
    const ends = [Math.min(...x), Math.max(...x)];
    const line = ({ weights, intercept }: typeof fitted.original): number[] => ends.map((at) => intercept + weights[0]! * at);
    return {
      kind: 'chart',
      title: 'Data and fitted line',
      description: `The ${x.length} training points, the line that gradient descent found and the one of least squares.`,
      x: { label: train.names[0]! },
      y: { label: train.targetName },
      marks: [
        { kind: 'scatter', name: 'data', x, y: Array.from(train.target.data) },
        { kind: 'line', name: 'gradient descent', x: ends, y: line(fitted.original) },
        { kind: 'line', name: 'least squares', dashed: true, x: ends, y: line(closedForm.original) },
      ],
    };
  }
  const rows = test ?? train;
  const predicted = Array.from(
    rows.features.matmul(ndarray(fitted.original.weights, { shape: [rows.names.length, 1] })).add(fitted.original.intercept).data,
  );
  const both = [...predicted, ...rows.target.data];
  const ends = [Math.min(...both), Math.max(...both)];
  return {
    kind: 'chart',
    title: 'Predicted and true',
    description: `For each test row what the model predicts and what is true; on the line the two are equal.`,
    x: { label: `predicted ${rows.targetName}` },
    y: { label: `true ${rows.targetName}` },
    marks: [
      { kind: 'scatter', name: 'test rows', x: predicted, y: Array.from(rows.target.data) },
      { kind: 'line', name: 'predicted = true', x: ends, y: ends },
    ],
  };
}

/** The loss over two parameters with the path taken: from above, and as a surface. */
export function lossScenes({ seen, fitted, closedForm, path, plane, train }: Outcome): [Chart, Surface] {
  const { indices, labels, x, y } = plane;
  const grid = lossPlane(seen, fitted.seen, indices[0], indices[1], x, y);
  const others = train.names.length > 1 ? ' The other parameters are as fitted.' : '';
  const [px, py] = indices.map((index) => path.map((point) => valueAt(point, index))) as [number[], number[]];
  const contours: Chart = {
    kind: 'chart',
    title: 'Contours of the loss',
    description: `The mean squared error over ${labels[0]} and ${labels[1]}, dark where it is small, and the path that gradient descent took.${others}`,
    x: { label: labels[0] },
    y: { label: labels[1] },
    marks: [
      { kind: 'contour', grid },
      { kind: 'line', name: 'path', x: px, y: py },
      {
        kind: 'scatter',
        name: 'least squares',
        symbol: 'cross',
        colour: 3,
        x: [valueAt(closedForm.seen, indices[0])],
        y: [valueAt(closedForm.seen, indices[1])],
      },
    ],
  };
  const value = objectiveOf(seen);
  const onPlane = path.map((_, i) => value.value(onto(fitted.seen, indices, [px[i]!, py[i]!])));
  const surface: Surface = {
    kind: 'surface',
    title: 'Surface of the loss',
    description: `The same loss as a surface, with the path down it. Drag it, or press the arrow keys, to turn it.`,
    x: { label: labels[0] },
    y: { label: labels[1] },
    z: { label: 'loss' },
    grid,
    paths: [{ name: 'path', x: px, y: py, z: onPlane }],
  };
  return [contours, surface];
}

/** The point with two of its parameters replaced. */
function onto(point: Outcome['fitted']['seen'], indices: Outcome['plane']['indices'], values: readonly [number, number]): typeof point {
  const weights = Float64Array.from(point.weights);
  let { intercept } = point;
  indices.forEach((index, i) => {
    if (index === 'intercept') intercept = values[i]!;
    else weights[index] = values[i]!;
  });
  return { weights, intercept };
}

export const allScenes = (outcome: Outcome): Scene[] => [dataAndFit(outcome), lossCurve(outcome), ...lossScenes(outcome)];
