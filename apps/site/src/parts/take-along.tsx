import { createSignal, createUniqueId, For, type JSX } from 'solid-js';
import { currentLink } from '../shell/url-state.js';

export interface Way {
  readonly name: string;
  /** What is said when it is done. */
  run(): Promise<string>;
}

/** Copies a text, or shows it where the browser does not allow that. */
export const copied = (what: string, text: string): Promise<string> =>
  navigator.clipboard.writeText(text).then(
    () => `${what} copied.`,
    () => `The browser does not allow copying. ${what}: ${text}`,
  );

/** What readers can take along as text. */
export interface Sources {
  /** A command of the command line program. */
  readonly cli: string;
  /** A program. */
  readonly typescript: string;
}

/** The ways of copying that every lab has; what is copied is asked for then, so that the buttons stay, and the focus with them. */
export const copies = (sources: () => Sources): readonly Way[] => [
  { name: 'link', run: () => copied('Link', currentLink()) },
  { name: 'command', run: () => copied('Command', sources().cli) },
  { name: 'TypeScript', run: () => copied('Program', sources().typescript) },
];

/** Buttons in two groups: what is copied, and what is saved. What became of it is said below. */
export function TakeAlong(props: { readonly copy: readonly Way[]; readonly save: readonly Way[] }): JSX.Element {
  const id = createUniqueId();
  const [said, setSaid] = createSignal('');
  const group = (name: string, ways: readonly Way[]): JSX.Element => (
    <>
      <span id={`${id}-${name}`}>{name} as</span>
      <span role="group" aria-labelledby={`${id}-${name}`}>
        <For each={ways}>
          {(way) => (
            <button type="button" onClick={() => void way.run().then(setSaid)}>
              {way.name}
            </button>
          )}
        </For>
      </span>
    </>
  );
  return (
    <>
      <span class="take">
        {group('Copy', props.copy)}
        {group('Save', props.save)}
      </span>
      <span class="said" role="status">
        {said()}
      </span>
    </>
  );
}
