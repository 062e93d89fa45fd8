import { createComponent, createSignal, onMount, type Component, type JSX } from 'solid-js';

/** A part of a page that is fetched when it is first shown. (Solid's `lazy` does more, and would make every page a kilobyte heavier.) */
export const fetched =
  <P extends object>(load: () => Promise<Component<P>>): Component<P> =>
  (props) => {
    const [part, setPart] = createSignal<Component<P>>();
    onMount(() => void load().then((component) => setPart(() => component)));
    return (() => {
      const component = part();
      return component && createComponent(component, props);
    }) as unknown as JSX.Element;
  };
