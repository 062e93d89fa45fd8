import type { Diagnosis } from '@chainrule/nn';
import { columnsText, numberText } from '../output/columns.js';
import { paragraph } from '../output/paragraph.js';

type Layer = Diagnosis['layers'][number];

/** What is shown of a layer, the most telling first: a narrow terminal shows fewer. */
const columns: readonly (readonly [title: string, cell: (layer: Layer) => string])[] = [
  ['layer', ({ name }) => name],
  ['signal', ({ signal }) => numberText(signal, 3)],
  ['back', ({ backward }) => numberText(backward, 3)],
  ['gradient', ({ gradientNorm }) => numberText(gradientNorm, 3)],
  ['saturated', ({ saturated }) => percent(saturated)],
  ['dead', ({ dead }) => percent(dead)],
  ['× signal', ({ signalFactor }) => numberText(signalFactor, 3)],
  ['× back', ({ factor }) => numberText(factor, 3)],
  ['update/weight', ({ updateRatio }) => numberText(updateRatio, 3)],
  ['activation', ({ activation }) => activation?.name ?? ''],
];

const percent = (share: number | null): string => (share === null ? '' : `${Math.round(100 * share)} %`);

/** A diagnosis as wide as a terminal: a row for each layer, then the verdict, its cause and what helps. */
export function layersText({ layers, verdict, cause, remedy, loss }: Diagnosis, width: number, prose: number): string {
  const rows = [columns.map(([title]) => title), ...layers.map((layer) => columns.map(([, cell]) => cell(layer)))];
  let shown = columns.length;
  const table = (): string => columnsText(rows.map((row) => row.slice(0, shown)));
  while (
    shown > 2 &&
    table()
      .split('\n')
      .some((line) => line.length > width)
  )
    shown--;
  const said = { loss: numberText(loss, 4), verdict, cause, remedy };
  return [table(), '', ...Object.entries(said).map(([name, text]) => paragraph(`${name.padEnd(8)} ${text}`, prose, ' '.repeat(9)))].join(
    '\n',
  );
}
