import { createSignal, type JSX } from 'solid-js';
import { Choice } from '../parts/choice.js';
import { copied, type Sources } from '../parts/take-along.js';
import { engineNames, engines, exportCommand, type Engine } from './command.js';
import type { Recipe } from './nets.js';

/** The very program on another engine: trained by a command, and taken there by another. */
export function Elsewhere(props: {
  readonly recipe: Recipe;
  readonly sources: Sources;
  readonly engine: Engine;
  onEngine(engine: Engine): void;
}): JSX.Element {
  const [said, setSaid] = createSignal('');
  const command = (): string => exportCommand(props.recipe.net, props.engine);
  return (
    <section aria-labelledby="elsewhere">
      <h2 id="elsewhere">On other engines</h2>
      <p>
        The step that is trained here is a program, and the same program runs on engines that use clusters of GPUs. Train with the command
        that every figure of this page copies; then take the run, its weights included, to another engine.
      </p>
      <Choice label="engine" of={engineNames} value={props.engine} names={(name) => engines[name]} onChange={props.onEngine} />
      <pre class="line" tabindex="0" aria-label="Command that exports">
        {command()}
      </pre>
      <p class="buttons">
        <button
          type="button"
          class="button"
          onClick={() => void copied('Both commands', `${props.sources.cli}\n${command()}`).then(setSaid)}
        >
          Copy both commands
        </button>
        <span class="said" role="status">
          {said()}
        </span>
      </p>
    </section>
  );
}
