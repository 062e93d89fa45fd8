import type { Epoch } from '@chainrule/nn';
import type { Chart, Mark } from '@chainrule/viz';
import { numberText } from '../output/columns.js';

/** The figures of every epoch by name: the loss while learning, then what was judged after it. */
export function figureSeries(history: readonly Epoch[], judgedOn: 'test' | 'train'): Readonly<Record<string, readonly number[]>> {
  const names = Object.keys(history[0]?.figures ?? {});
  return {
    loss: history.map(({ loss }) => loss),
    ...Object.fromEntries(names.map((name) => [`${judgedOn} ${name}`, history.map(({ figures }) => figures?.[name] ?? NaN)])),
  };
}

/** The losses after each epoch. */
export function learningCurve(series: ReturnType<typeof figureSeries>): Chart {
  const losses = Object.entries(series).filter(([name]) => /(^| )loss$/.test(name));
  const all = losses.flatMap(([, values]) => values).filter((value) => Number.isFinite(value));
  const wide = Math.min(...all) > 0 && Math.max(...all) > 20 * Math.min(...all);
  return {
    kind: 'chart',
    title: 'Loss after each epoch',
    description: losses
      .map(([name, values]) => `${name}: from ${numberText(values[0] ?? NaN, 4)} to ${numberText(values.at(-1) ?? NaN, 4)}`)
      .join('; '),
    x: { label: 'epoch' },
    y: { label: 'loss', scale: wide ? 'log' : 'linear' },
    marks: losses.map(([name, values], i): Mark => ({
      kind: 'line',
      name,
      dashed: i > 0,
      x: values.map((_, epoch) => epoch + 1),
      y: values,
    })),
  };
}
