import type { PlainChart } from '@chainrule/viz';
import { answer } from '../engine/answer.js';
import { drawPlain, type Drawings, type Picture } from '../engine/picture.js';
import { measureMethods, type Measured } from './methods.js';

const methods = ['symbolic', 'automatic', 'numeric'] as const;

interface ComparisonRequest extends Drawings {
  readonly rows: readonly Measured[];
}

export const answers = {
  measure: ({ parameters }: { readonly parameters: number }): Measured[] => measureMethods(parameters),

  view: ({ rows, ...drawings }: ComparisonRequest): { readonly pictures: { readonly times?: Picture; readonly errors?: Picture } } => ({
    pictures: drawPlain(
      {
        times: () =>
          chart(rows, {
            title: 'Time of a gradient',
            label: 'microseconds',
            value: ({ time }) => time,
            description: 'Microseconds for one gradient, by the number of weights.',
          }),
        errors: () =>
          chart(rows, {
            title: 'Error of a gradient',
            label: 'relative error',
            value: ({ error }) => Math.max(error, 1e-17),
            description: 'The largest error relative to the largest entry of the gradient; none at all is drawn at 10⁻¹⁷.',
          }),
      },
      drawings,
    ),
  }),
};

interface Shown {
  readonly title: string;
  readonly label: string;
  readonly description: string;
  value(row: Measured): number;
}

function chart(rows: readonly Measured[], { title, label, description, value }: Shown): PlainChart {
  return {
    kind: 'chart',
    title,
    description,
    x: { label: 'weights', scale: 'log' },
    y: { label, scale: 'log' },
    marks: methods.map((method) => {
      const own = rows.filter((row) => row.method === method);
      return { kind: 'line', name: method, x: own.map((row) => row.parameters), y: own.map(value) };
    }),
  };
}

answer(answers);
