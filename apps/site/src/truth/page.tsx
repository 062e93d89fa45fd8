import { Show, type JSX } from 'solid-js';
import { createEngine } from '../engine/ask.js';
import { createView } from '../engine/create-view.js';
import { clamp } from '../parts/clamp.js';
import { Figure } from '../parts/figure.js';
import { FunctionOfX } from '../parts/function-of-x.js';
import { Handle } from '../parts/handle.js';
import { LinkProblems } from '../parts/link-problems.js';
import { shownNumber } from '../parts/shown-number.js';
import { Slider } from '../parts/slider.js';
import { createUrlState } from '../shell/url-state.js';
import { Bits } from './bits-view.js';
import { FindTheBug } from './find-the-bug.js';
import { MeasureMethods } from './measure-methods.js';
import { curveSources } from './sources.js';
import type { answers, TruthAnswer } from './worker.js';
import './page.css';

const [left, right] = [-4, 4];
const [least, most] = [1e-16, 1];

export function Page(): JSX.Element {
  const state = createUrlState({ f: 'sin(x)', x: 1, h: 1e-11, round: 1 });
  const x = (): number => clamp(state.x(), left, right);
  const h = (): number => clamp(state.h(), least, most);
  const engine = createEngine<typeof answers>(() => new Worker(new URL('worker.ts', import.meta.url), { type: 'module' }));
  const view = createView(engine, 'view', () => ({ f: state.f(), x: x(), h: h() }));
  const { value, problem } = view;
  const moveTo = (to: number): void => state.set({ h: clamp(to, least, most) });

  return (
    <>
      <LinkProblems problems={state.problems} />
      <FunctionOfX
        value={state.f()}
        onInput={(f) => state.set({ f })}
        problem={problem()}
        examples={['sin(x)', 'exp(x)/x^2', 'x^3/6 - x + 1', '(1 - cos(x))/x^2', '1e8 + x^2', 'abs(x)']}
      />
      <Figure drawing={view.drawing('curve')} file="error-over-step" sources={curveSources(state.f(), x())} shape={0.52}>
        {(frame) => (
          <Handle
            frame={frame()}
            at={{ x: h(), y: value()!.drawnError }}
            label="The step h"
            valueText={`h is ${shownNumber(h())}, the forward difference is off by ${shownNumber(value()!.error, 2)}`}
            alongX
            colour={0}
            onMove={(point) => moveTo(point.x)}
          />
        )}
      </Figure>
      <div class="controls">
        <Slider label={<i>h</i>} value={h()} min={least} max={most} logarithmic onInput={moveTo} />
        <Slider label={<i>x</i>} value={x()} min={left} max={right} onInput={(to) => state.set({ x: to })} />
      </div>
      <Show when={value()}>
        {(answer) => (
          <>
            <Show when={answer().notComplex}>
              {(name) => (
                <p class="note">
                  The complex step is not drawn: it needs a function that is analytic, and <code>{name()}</code> is not, or is not known
                  here on complex numbers.
                </p>
              )}
            </Show>
            <Cancelling answer={answer()} h={h()} />
          </>
        )}
      </Show>
      <MeasureMethods />
      <FindTheBug engine={engine} round={Math.round(state.round())} onRound={(round) => state.set({ round })} />
    </>
  );
}

/** What subtraction leaves of two numbers that are nearly equal. */
function Cancelling(props: { readonly answer: TruthAnswer; readonly h: number }): JSX.Element {
  const digits = (): number => {
    const { error, exact } = props.answer;
    return error === 0 ? 16 : Math.max(0, Math.floor(-Math.log10(error / Math.abs(exact || 1))));
  };
  return (
    <section aria-labelledby="cancel">
      <h2 id="cancel">Where the digits go</h2>
      <p>
        A double has 53 bits. The closer two of them are, the more of their leading bits are the same; in the difference these are zero, and
        nothing is known of what comes after the last. At <i>h</i> = {shownNumber(props.h, 3)}, {props.answer.bits.cancelled} bits cancel
        and {props.answer.bits.left} are left: about {(props.answer.bits.left * Math.log10(2)).toFixed(0)} decimal digits.
      </p>
      <Bits answer={props.answer} />
      <p class="quotients">
        <span>(f(x + h) − f(x)) / h</span> <b>{props.answer.quotient.toPrecision(17).replace('-', '−')}</b>
        <span>f′(x)</span> <b>{props.answer.exact.toPrecision(17).replace('-', '−')}</b>
        <span>digits that are right</span> <b>{digits()}</b>
      </p>
    </section>
  );
}
