import type { activations } from '@chainrule/activations';
import type { Diagnosis, RemedyKind } from '@chainrule/nn';
import type { PlainChart } from '@chainrule/viz';
import { answer } from '../engine/answer.js';
import { drawPlain, type Drawings, type Picture } from '../engine/picture.js';
import { said } from '../engine/said.js';
import { activationOf, cards, names, type Card } from './gallery.js';
import { barsOf, counts, type Histogram } from './histogram.js';
import { diagnosisOf, flowsOf, initialisers, networkOf, remedied, type InitialiserName, type Setup } from './network.js';

export interface CurveRequest extends Drawings {
  readonly activation: string;
  readonly x: number;
}
export interface CurveAnswer {
  readonly pictures: { readonly curve?: Picture };
  readonly value: number;
  readonly slope: number;
}

export interface LabRequest extends Drawings {
  readonly activation: string;
  readonly depth: number;
  readonly initialiser: string;
  readonly normalised: boolean;
  readonly seed: number;
  readonly remedy: string;
}
export interface Judged extends Pick<Diagnosis, 'verdict' | 'cause' | 'remedies'> {
  readonly remedy: string;
}
export interface LabAnswer {
  readonly pictures: { readonly flow?: Picture };
  readonly before: Judged;
  /** After the remedy that was chosen. */
  readonly after?: Judged;
  readonly layers: readonly { readonly signal: Histogram; readonly gradient: Histogram }[];
  /** What the histograms span: of signals, and of powers of ten of gradients. */
  readonly spans: { readonly signal: readonly [number, number]; readonly gradient: readonly [number, number] };
}

const reach = 6;
const gradientSpan = [-12, 2] as const;

export const answers = {
  gallery: (_: object): readonly Card[] => cards(),

  curve({ activation, x, ...drawings }: CurveRequest): CurveAnswer {
    const fn = activationOf(activation);
    return { pictures: drawPlain({ curve: () => curveOf(fn, x) }, drawings), value: fn.value(x), slope: fn.derivative(x) };
  },

  lab({ remedy, sizes, theme, ...given }: LabRequest): LabAnswer {
    const setup = setupOf(given);
    const start = networkOf(setup);
    const before = diagnosisOf(start, setup.seed);
    const { made, after } = remedied(start, before, remedy as RemedyKind);
    const flows = flowsOf(made, setup.seed);
    const largest = Math.max(1e-3, ...flows.map(({ signal }) => quantile(signal, 0.98)));
    const span = [-largest, largest] as const;
    return {
      pictures: drawPlain({ flow: () => flowOf((after ?? before).layers.slice(0, -1)) }, { sizes, theme }),
      before: judged(before),
      ...(after && { after: judged(after) }),
      layers: flows.map(({ signal, gradient }, i) => ({
        signal: {
          path: barsOf(counts(signal, span)),
          says: `layer ${i + 1}: half of the signals are within ±${said(quantile(signal, 0.5), 2)}`,
        },
        gradient: {
          path: barsOf(
            counts(
              gradient.map((g) => Math.log10(Math.abs(g))),
              gradientSpan,
            ),
          ),
          says: `layer ${i + 1}: half of the gradients are within ±${said(quantile(gradient, 0.5), 2)}`,
        },
      })),
      spans: { signal: span, gradient: gradientSpan },
    };
  },
};

/** What an address may say, held to what there is. */
function setupOf({ activation, depth, initialiser, normalised, seed }: Omit<LabRequest, keyof Drawings | 'remedy'>): Setup {
  return {
    activation: names.find((name) => name === activation) ?? 'tanh',
    depth: Math.min(30, Math.max(2, Math.round(depth))),
    initialiser: Object.hasOwn(initialisers, initialiser) ? (initialiser as InitialiserName) : 'xavier',
    normalised,
    seed: Math.round(seed),
  };
}

const judged = ({ verdict, cause, remedies, remedy }: Diagnosis): Judged => ({ verdict, cause, remedies, remedy });

/** The size that a share of the numbers does not exceed. */
function quantile(values: Float64Array, share: number): number {
  const sizes = values.map(Math.abs).sort();
  return sizes[Math.floor(share * (sizes.length - 1))] ?? 0;
}

function curveOf(fn: (typeof activations)[keyof typeof activations], at: number): PlainChart {
  const x = Float64Array.from({ length: 361 }, (_, i) => -reach + (2 * reach * i) / 360);
  return {
    kind: 'chart',
    title: `${fn.key} and its slope`,
    description: `${fn.key} from −${reach} to ${reach}, with its slope; at x = ${said(at)} the value is ${said(fn.value(at))} and the slope ${said(fn.derivative(at))}.`,
    x: { label: 'x', domain: [-reach, reach] },
    y: { label: 'value' },
    marks: [
      { kind: 'line', name: fn.key, x, y: x.map((place) => fn.value(place)) },
      { kind: 'line', name: 'slope', x, y: x.map((place) => fn.derivative(place)) },
    ],
  };
}

function flowOf(layers: Diagnosis['layers']): PlainChart {
  const x = layers.map((_, i) => i + 1);
  const [first, last] = [layers[0]!, layers.at(-1)!];
  return {
    kind: 'chart',
    title: 'Signal and gradient through the layers',
    description: `The signal goes from ${said(first.signal, 2)} in the first layer to ${said(last.signal, 2)} in the last; the gradient goes back from ${said(last.backward, 2)} to ${said(first.backward, 2)}.`,
    x: { label: 'layer' },
    y: { label: 'size', scale: 'log' },
    marks: [
      { kind: 'line', name: 'signal (root mean square)', x, y: layers.map(({ signal }) => signal) },
      { kind: 'line', name: 'gradient (length)', x, y: layers.map(({ backward }) => backward) },
    ],
  };
}

answer(answers);
