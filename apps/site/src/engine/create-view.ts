import { createMemo, createSignal } from 'solid-js';
import type { Answers } from './answer.js';
import type { Engine } from './ask.js';
import { createAnswer, type LiveAnswer } from './create-answer.js';
import type { Drawings, Picture, Size } from './picture.js';

/** What a worker answers to a question about drawings. */
export interface Drawn {
  readonly pictures: Readonly<Partial<Record<string, Picture>>>;
}

/** What a figure is told of its drawing. */
export interface Drawing {
  readonly picture: Picture | undefined;
  onSize(size: Size): void;
  redraw(theme: 'light'): Promise<Picture | undefined>;
}

export interface View<R extends Drawn> extends LiveAnswer<R> {
  /** For the figure of this name. */
  drawing(name: keyof R['pictures'] & string): Drawing;
}

type Draws<K extends string> = Readonly<Record<K, (request: never) => Drawn | Promise<Drawn>>>;

/**
 * A live answer with drawings, each as large as its figure; asked when the first figure is on the page, and whenever anything changes.
 * No request, no question; `first` is an answer that is there before.
 */
export function createView<K extends keyof A & string, A extends Answers & Draws<K>>(
  engine: Engine<A>,
  name: K,
  request: () => Omit<Parameters<A[K]>[0], keyof Drawings> | undefined,
  first?: Awaited<ReturnType<A[K]>>,
): View<Awaited<ReturnType<A[K]>>> {
  const [sizes, setSizes] = createSignal<Drawings['sizes']>({});
  const whole = createMemo((): object | undefined => {
    const asked = request();
    return asked && Object.keys(sizes()).length > 0 ? { ...asked, sizes: sizes(), theme: 'auto' } : undefined;
  });
  const { value, problem } = createAnswer(engine, name, whole as () => Parameters<A[K]>[0] | undefined, first);
  return {
    value,
    problem,
    drawing: (figure) => ({
      get picture() {
        return (value() as Drawn | undefined)?.pictures[figure];
      },
      onSize: (size) =>
        setSizes((before) =>
          before[figure]?.width === size.width && before[figure].height === size.height ? before : { ...before, [figure]: size },
        ),
      redraw: async (theme) => {
        const asked = whole();
        if (asked === undefined) return undefined;
        const reply = await engine.ask(name, { ...asked, theme } as Parameters<A[K]>[0], true);
        return reply && 'value' in reply ? (reply.value as Drawn).pictures[figure] : undefined;
      },
    }),
  };
}
