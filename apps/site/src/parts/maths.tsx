import { createRenderEffect, type JSX } from 'solid-js';
import { space } from './maths-spacing.js';

/** A formula as the printer wrote it: MathML, whose texts it has escaped. */
export function Maths(props: { readonly markup: string; readonly block?: boolean }): JSX.Element {
  const place = (<span class="maths" classList={{ block: props.block === true }} />) as HTMLElement;
  createRenderEffect(() => {
    place.innerHTML = props.markup;
    space(place);
  });
  return place;
}
