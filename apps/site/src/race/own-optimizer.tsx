import { createEffect, createSignal, createUniqueId, on, Show, type JSX } from 'solid-js';
import type { Path } from './path.js';
import { tryPlugin, type PluginRace } from './plugin/try-plugin.js';

const example = `import { leafwise } from '@chainrule/optim';

export default leafwise('signDescent', {
  keeps: {},
  hyper: (step) => ({ rate: -0.1 * 0.97 ** step }),
  step: ({ g }, _, { rate }) => ({ update: g.sign().mul(rate) }),
});
`;

/** Where the reader's own optimizer is pasted, and raced. */
export function OwnOptimizer(props: { readonly race: PluginRace; onPath(path: Path | undefined): void }): JSX.Element {
  const id = createUniqueId();
  const [text, setText] = createSignal(example);
  const [said, setSaid] = createSignal('');
  const [problem, setProblem] = createSignal('');
  const run = async (): Promise<void> => {
    setProblem('');
    setSaid('It races …');
    const outcome = await tryPlugin(text(), props.race);
    setSaid('path' in outcome ? `It raced ${outcome.path.points.length - 1} steps, and is in the pictures as “your own”.` : '');
    setProblem('problem' in outcome ? outcome.problem : '');
    props.onPath('path' in outcome ? outcome.path : undefined);
  };
  createEffect(
    on(
      () => props.race,
      () => setSaid(''),
      { defer: true },
    ),
  );
  return (
    <section aria-labelledby="own">
      <h2 id="own">Your own optimizer</h2>
      <p>
        Paste an optimizer plugin in JavaScript: a module that exports it as its default. It runs in a frame that is shut in: it can see
        neither this page nor any network, and is ended after three seconds.
      </p>
      <div class="own-optimizer">
        <label for={id}>The plugin</label>
        <textarea
          id={id}
          class="field code"
          rows="10"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          maxlength="20000"
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
          aria-describedby={`${id}-said`}
        />
        <button type="button" class="button main" disabled={text().trim() === ''} onClick={() => void run()}>
          Let it race
        </button>
        <div id={`${id}-said`} role="status">
          <Show when={said()}>{(words) => <p class="good">{words()}</p>}</Show>
          <Show when={problem()}>{(words) => <p class="problem">{words()}</p>}</Show>
        </div>
      </div>
    </section>
  );
}
