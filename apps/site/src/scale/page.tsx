import { createMemo, createSignal, Show, type JSX } from 'solid-js';
import { createEngine } from '../engine/ask.js';
import { createView } from '../engine/create-view.js';
import { Conduct } from '../learning/conduct.js';
import { createRun, type Run } from '../learning/create-run.js';
import { Choice } from '../parts/choice.js';
import { clamp } from '../parts/clamp.js';
import { Figure } from '../parts/figure.js';
import { LinkProblems } from '../parts/link-problems.js';
import { oneOf } from '../parts/one-of.js';
import { Readings } from '../parts/readings.js';
import { shownNumber } from '../parts/shown-number.js';
import { createUrlState } from '../shell/url-state.js';
import { DigitsPanel } from './digits/panel.js';
import { engineNames } from './command.js';
import { Elsewhere } from './elsewhere.js';
import { LettersPanel, mostInLink } from './letters/panel.js';
import { clusterNames, clusters } from './machines.js';
import { netNames, nets, textNames, type Recipe } from './nets.js';
import type { Panel } from './panel.js';
import { RatingsPanel } from './ratings/panel.js';
import { sourcesOf } from './sources.js';
import type { answers } from './worker.js';
import '../learning/learning.css';
import './page.css';

const rates = [1e-5, 1] as const;
/** A three, to begin with. */
const three = '05cgd3000a84ba000001c800005eg4000024be0000002g3009529e1006fgd300';

export function Page(): JSX.Element {
  const state = createUrlState({
    ...{ net: 'digits', seed: 0, rate: 0, picture: three, text: 'sonnets', own: '', beginning: 'Shall I ', given: '' },
    ...{ machines: 'same', engine: 'pytorch' },
  });
  const [longText, setLongText] = createSignal('');
  const own = (): string => longText() || state.own();
  const [fetched, setFetched] = createSignal(0);
  const recipe = createMemo((): Recipe => {
    const [net, text] = [oneOf(netNames, state.net()), oneOf(textNames, state.text())];
    return { net, seed: Math.round(clamp(state.seed(), 0, 1e6)), text, own: net === 'letters' && text === 'own' ? own() : '' };
  });
  const rate = (): number => clamp(state.rate() || nets[recipe().net].rate, ...rates);
  const cluster = () => oneOf(clusterNames, state.machines());
  const engine = createEngine<typeof answers>(() => new Worker(new URL('worker.ts', import.meta.url), { type: 'module' }), {
    patience: 30_000,
  });
  const learned = () => view.value()?.learned;
  const run: Run = createRun(engine, recipe, rate, () => Math.ceil((learned()?.rows[0] ?? 1437) / (learned()?.work.batch ?? 32)), 200);
  const moment = (): number => run.moment() + fetched();
  const view = createView(engine, 'progress', () => ({ recipe: recipe(), moment: moment(), cluster: cluster() }));
  const sources = createMemo(() => sourcesOf(recipe(), rate()));
  const panel: Panel = {
    engine,
    get recipe() {
      return recipe();
    },
    get moment() {
      return moment();
    },
    get still() {
      return !run.playing();
    },
    get sources() {
      return sources();
    },
    onFetched: () => setFetched((count) => count + 1),
  };
  const takeText = (text: string): void => {
    setLongText(text.length > mostInLink ? text : '');
    state.set({ own: text.length > mostInLink ? '' : text });
  };

  return (
    <>
      <LinkProblems problems={state.problems} />
      <fieldset class="sets">
        <legend>Learn</legend>
        {netNames.map((net) => (
          <label>
            <input type="radio" name="net" checked={recipe().net === net} onChange={() => state.set({ net, rate: 0 })} />
            {nets[net].label}
          </label>
        ))}
      </fieldset>
      <Conduct run={run} rate={rate()} rates={rates} onRate={(to) => state.set({ rate: to })} problem={view.problem()} />
      <Readings
        label="Where training is"
        of={[
          { name: 'step', value: String(run.status()?.step ?? 0), note: `epoch ${run.status()?.epoch ?? 0}`, colour: 3 },
          { name: 'loss', value: shownLoss(learned()?.loss), note: 'of the last batch', colour: 0 },
          { name: 'test loss', value: shownLoss(learned()?.testLoss), note: 'after the last epoch, on what it has not seen', colour: 1 },
          {
            name: nets[recipe().net].metric,
            value: learned()?.figure ?? '–',
            note: learned() ? `on ${learned()!.rows[1]} ${nets[recipe().net].rows} it has not seen` : 'on what it has not seen',
            colour: 2,
          },
        ]}
      />
      <Figure drawing={view.drawing('curves')} file="loss" sources={sources()} shape={0.32} waits={run.playing()} />
      <Show when={recipe().net === 'digits'}>
        <DigitsPanel panel={panel} picture={state.picture()} onPicture={(picture) => state.set({ picture })} />
      </Show>
      <Show when={recipe().net === 'letters'}>
        <LettersPanel
          panel={panel}
          own={own()}
          onOwn={takeText}
          onText={(text) => state.set({ text, beginning: text === 'markov' ? 'abc' : 'Shall I ' })}
          beginning={state.beginning()}
          onBeginning={(beginning) => state.set({ beginning })}
        />
      </Show>
      <Show when={recipe().net === 'ratings'}>
        <RatingsPanel panel={panel} given={state.given()} onGiven={(given) => state.set({ given })} />
      </Show>

      <section aria-labelledby="cost">
        <h2 id="cost">What a step costs</h2>
        <Readings
          label="What a step costs"
          of={[
            { name: 'parameters', value: count(learned()?.work.parameters), note: 'numbers that are learned', colour: 0 },
            {
              name: 'operations',
              value: count(learned()?.work.operations),
              note: `a step of ${learned()?.work.batch ?? '–'} examples, forwards, backwards and the optimizer`,
              colour: 1,
            },
            { name: 'bytes', value: count(learned()?.work.bytes), note: 'read and written by a step at most', colour: 2 },
            {
              name: 'a step takes',
              value: learned() && learned()!.stepSeconds > 0 ? `${shownNumber(1000 * learned()!.stepSeconds, 3)} ms` : '–',
              note: learned() ? `here: ${shownNumber(learned()!.work.operations / learned()!.stepSeconds, 2)} operations a second` : 'here',
              colour: 3,
            },
          ]}
        />
        <p class="note">
          Counted in the traced step by <code>workOf</code> of @chainrule/tensor, when training begins; the time is measured here.
        </p>
      </section>
      <section aria-labelledby="more">
        <h2 id="more">On more machines</h2>
        <p>
          Each of p machines has the same parameters and its own examples, and once a step they sum their gradients. In a ring that takes
          2(p − 1)/p · bytes / bandwidth + 2(p − 1) · latency, however many examples there are: it pays where computing takes longer. This
          is the model of docs/scaling.md, not a measurement.
        </p>
        <Choice
          label="machines"
          of={clusterNames}
          value={cluster()}
          names={(name) => clusters[name].label}
          onChange={(machines) => state.set({ machines })}
        />
        <Figure drawing={view.drawing('machines')} file="more-machines" sources={sources()} shape={0.4} waits={run.playing()} />
      </section>
      <Elsewhere
        recipe={recipe()}
        sources={sources()}
        engine={oneOf(engineNames, state.engine())}
        onEngine={(engine) => state.set({ engine })}
      />
    </>
  );
}

const shownLoss = (loss: number | undefined): string => (loss === undefined || Number.isNaN(loss) ? '–' : shownNumber(loss, 3));
const count = (n: number | undefined): string =>
  n === undefined ? '–' : n < 1e6 ? n.toLocaleString('en').replaceAll(',', '\u202f') : shownNumber(Math.round(n / 1e4) * 1e4, 3);
