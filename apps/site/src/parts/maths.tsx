import { createEffect, on, type JSX } from 'solid-js';
import { space } from './maths-spacing.js';

/** A formula as the printer wrote it: MathML, whose texts it has escaped. */
export function Maths(props: { readonly markup: string; readonly block?: boolean }): JSX.Element {
  const spaced = (place: HTMLElement): void =>
    createEffect(
      on(
        () => props.markup,
        () => space(place),
      ),
    );
  return <span ref={spaced} class="maths" classList={{ block: props.block === true }} innerHTML={props.markup} />;
}
