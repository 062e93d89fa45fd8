import type { PlotFrame } from '@chainrule/viz';
import { createSignal, For, onCleanup, onMount, Show, type Accessor, type JSX } from 'solid-js';
import type { Canvas, Picture } from '../engine/picture.js';
import { currentLink } from '../shell/url-state.js';
import { csvFile, pngFile, save, svgFile } from './save.js';
import { shownNumber } from './shown-number.js';
import { copied, TakeAlong } from './take-along.js';

/** What a drawing's readers can take along as text. */
export interface Sources {
  /** A command of the command line program. */
  readonly cli: string;
  /** A program. */
  readonly typescript: string;
}

export interface FigureProps {
  readonly picture: Picture | undefined;
  /** What saved files are called. */
  readonly file: string;
  readonly sources: Sources;
  /** How wide the drawing is to be; the page draws it so. */
  onSize(size: Omit<Canvas, 'theme'>): void;
  /** Height over width; on narrow screens higher. */
  readonly shape?: number;
  /** The drawing once more, in colours that stand alone. */
  redraw(theme: 'light'): Promise<Picture | undefined>;
  /** Handles over the drawing. */
  readonly children?: (frame: Accessor<PlotFrame>) => JSX.Element;
}

/** A drawing with its caption, its numbers as a table, and ways to take it along. */
export function Figure(props: FigureProps): JSX.Element {
  const [stage, setStage] = createSignal<HTMLDivElement>();
  const [open, setOpen] = createSignal(false);

  onMount(() => {
    const place = stage()!;
    const measure = (): void => {
      const width = Math.max(240, Math.floor(place.clientWidth));
      const shape = props.shape ?? 0.56;
      props.onSize({ width, height: Math.round(Math.max(width * (width < 500 ? Math.max(shape, 0.82) : shape), 200)) });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(place);
    measure();
    onCleanup(() => observer.disconnect());
  });

  const keep = async (kind: string, make: (picture: Picture) => Blob | Promise<Blob>): Promise<string> => {
    const picture = await props.redraw('light');
    if (picture === undefined) return 'There is nothing to save yet.';
    save(`${props.file}.${kind}`, await make(picture));
    return `Saved as ${props.file}.${kind}.`;
  };

  return (
    <figure>
      <div class="stage" ref={setStage}>
        <Show when={props.picture} fallback={<div class="drawing waiting" />}>
          {(picture) => (
            <>
              <div class="drawing" innerHTML={picture().svg} />
              {props.children?.(() => picture().frame)}
            </>
          )}
        </Show>
      </div>
      <figcaption>
        <span class="caption">{props.picture?.description}</span>
        <TakeAlong
          copy={[
            { name: 'link', run: () => copied('Link', currentLink()) },
            { name: 'command', run: () => copied('Command', props.sources.cli) },
            { name: 'TypeScript', run: () => copied('Program', props.sources.typescript) },
          ]}
          save={[
            { name: 'PNG', run: () => keep('png', ({ svg }) => pngFile(svg)) },
            { name: 'SVG', run: () => keep('svg', ({ svg }) => svgFile(svg)) },
            { name: 'CSV', run: () => keep('csv', ({ table }) => csvFile(table)) },
          ]}
        />
      </figcaption>
      <details class="numbers" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>The numbers, and how to get them yourself</summary>
        <Show when={open()}>
          <pre tabindex="0" aria-label="Command">
            {props.sources.cli}
          </pre>
          <pre tabindex="0" aria-label="Program in TypeScript">
            {props.sources.typescript}
          </pre>
          <Show when={props.picture}>{(picture) => <NumbersTable picture={picture()} />}</Show>
        </Show>
      </details>
    </figure>
  );
}

const most = 60;

function NumbersTable(props: { readonly picture: Picture }): JSX.Element {
  const kept = (): Picture['table']['rows'] => {
    const { rows } = props.picture.table;
    const step = Math.max(1, (rows.length - 1) / (most - 1));
    return Array.from({ length: Math.min(rows.length, most) }, (_, i) => rows[Math.round(i * step)]!);
  };
  return (
    <div class="table" tabindex="0" role="region" aria-label={`The numbers of “${props.picture.title}”`}>
      <table>
        <caption>
          {kept().length} of {props.picture.table.of} rows; all are in the CSV
        </caption>
        <thead>
          <tr>
            <For each={props.picture.table.columns}>{(column) => <th scope="col">{column}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={kept()}>
            {(row) => (
              <tr>
                <For each={row}>{(cell) => <td>{typeof cell === 'number' ? shownNumber(cell, 6) : cell}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
