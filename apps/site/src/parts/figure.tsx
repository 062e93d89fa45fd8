import type { PlotFrame } from '@chainrule/viz';
import { createMemo, createSignal, onCleanup, onMount, Show, type Accessor, type JSX } from 'solid-js';
import type { Drawing } from '../engine/create-view.js';
import type { Picture } from '../engine/picture.js';
import { figureSize } from './figure-size.js';
import { csvFile, pngFile, save, svgFile } from './save.js';
import { shownNumber } from './shown-number.js';
import { Table } from './table.js';
import { copies, TakeAlong, type Sources } from './take-along.js';

export interface FigureProps {
  /** Its drawing, which a view keeps. */
  readonly drawing: Drawing;
  /** What saved files are called. */
  readonly file: string;
  readonly sources: Sources;
  /** Height over width; on narrow screens higher. */
  readonly shape?: number;
  /** Whether the drawing may be wider than its place, and is scrolled then. */
  readonly scrolls?: boolean;
  /** Whether the drawing waits while it is not on the screen: when it changes many times a second, the page has no time for what nobody sees. */
  readonly waits?: boolean;
  /** Handles over the drawing. */
  readonly children?: (frame: Accessor<PlotFrame>) => JSX.Element;
}

/** A drawing with its caption, its numbers as a table, and ways to take it along. */
export function Figure(props: FigureProps): JSX.Element {
  const [stage, setStage] = createSignal<HTMLDivElement>();
  const [open, setOpen] = createSignal(false);
  /** What comes takes the room it will have, so that nothing below it moves. */
  const [height, setHeight] = createSignal(0);
  const [seen, setSeen] = createSignal(true);
  const picture = createMemo<Picture | undefined>((last) =>
    props.waits !== true || seen() || last === undefined ? props.drawing.picture : last,
  );

  onMount(() => {
    const place = stage()!;
    const measure = (): void => {
      if (place.clientWidth === 0) return;
      const size = figureSize(place.clientWidth, props.shape);
      setHeight(size.height);
      props.drawing.onSize(size);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(place);
    measure();
    onCleanup(() => observer.disconnect());
    const watcher = new IntersectionObserver((changes) => setSeen(changes.at(-1)!.isIntersecting), { rootMargin: '25% 0px' });
    watcher.observe(place);
    onCleanup(() => watcher.disconnect());
  });

  const keep = async (kind: string, make: (picture: Picture) => Blob | Promise<Blob>): Promise<string> => {
    const picture = await props.drawing.redraw('light');
    if (picture === undefined) return 'There is nothing to save yet.';
    save(`${props.file}.${kind}`, await make(picture));
    return `Saved as ${props.file}.${kind}.`;
  };

  return (
    <figure>
      <div class="stage" classList={{ scrolls: props.scrolls === true }} tabindex={props.scrolls === true ? 0 : undefined} ref={setStage}>
        <Show when={picture()} fallback={<div class="drawing" style={{ height: `${height()}px` }} />}>
          {(drawn) => (
            <>
              <div class="drawing" innerHTML={drawn().svg} />
              {props.children?.(() => drawn().frame!)}
            </>
          )}
        </Show>
      </div>
      <figcaption>
        <span class="caption">{props.drawing.picture?.description}</span>
        <TakeAlong
          copy={copies(() => props.sources)}
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
          <Show when={props.drawing.picture}>{(picture) => <NumbersTable picture={picture()} />}</Show>
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
    <Table
      label={`The numbers of “${props.picture.title}”`}
      columns={props.picture.table.columns}
      rows={kept().map((row) => row.map((cell) => (typeof cell === 'number' ? shownNumber(cell, 6) : cell)))}
      caption={`${kept().length} of ${props.picture.table.of} rows; all are in the CSV`}
    />
  );
}
