import { createSignal, For, type JSX } from 'solid-js';
import type { Strokes } from './strokes.js';

/** A square to draw in with a mouse, a finger or a pen. What is drawn is told while it is drawn. */
export function Pad(props: { readonly strokes: Strokes; onDraw(strokes: Strokes): void }): JSX.Element {
  const [drawing, setDrawing] = createSignal(false);
  const pointOf = (event: PointerEvent & { currentTarget: SVGSVGElement }): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  return (
    <svg
      class="pad"
      viewBox="0 0 1 1"
      role="img"
      aria-label="A square to draw in. With a keyboard, set the pixels beside it."
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrawing(true);
        props.onDraw([...props.strokes, [pointOf(event)]]);
      }}
      onPointerMove={(event) => {
        if (drawing()) props.onDraw([...props.strokes.slice(0, -1), [...props.strokes.at(-1)!, pointOf(event)]]);
      }}
      onPointerUp={() => setDrawing(false)}
      onPointerCancel={() => setDrawing(false)}
    >
      <For each={props.strokes}>
        {(line) => <path d={`M${line.map(([x, y]) => `${x.toFixed(3)} ${y.toFixed(3)}`).join('L')}${line.length === 1 ? 'h.001' : ''}`} />}
      </For>
    </svg>
  );
}
