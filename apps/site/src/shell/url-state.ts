import { batch, createEffect, createSignal, type Accessor } from 'solid-js';

type Start = Readonly<Record<string, string | number>>;
type Widened<T> = T extends number ? number : string;

/** A page's state: each value read by its name, as in `state.x()`. */
export type UrlState<S extends Start> = { readonly [K in keyof S]: Accessor<Widened<S[K]>> } & {
  set(values: { readonly [K in keyof S]?: Widened<S[K]> }): void;
  /** What the address said that could not be used, in sentences. */
  readonly problems: readonly string[];
};

const longest = 2000;

/** Writes the state that has not been written yet. */
let writePending: () => void = () => undefined;

/** The page's address with all of its state. */
export function currentLink(): string {
  writePending();
  return location.href;
}

/**
 * The state of a page, kept in its address: what differs from the start is written behind the question mark, and a link brings it back.
 * What a foreign link says wrongly is left out and reported, never used.
 */
export function createUrlState<const S extends Start>(start: S): UrlState<S> {
  const given = new URLSearchParams(location.search);
  const problems: string[] = [];
  const signals = Object.entries(start).map(([name, standard]) => {
    const [value, setValue] = createSignal<string | number>(readValue(name, standard, given.get(name), problems));
    return { name, standard, value, setValue };
  });
  const set = (values: Readonly<Record<string, string | number | undefined>>): void =>
    batch(() => {
      for (const { name, standard, setValue } of signals) {
        const value = values[name];
        if (value !== undefined && (typeof standard !== 'number' || Number.isFinite(value))) setValue(value);
      }
    });

  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect((first) => {
    const query = new URLSearchParams();
    for (const { name, standard, value } of signals) if (value() !== standard) query.set(name, written(value()));
    const search = query.size > 0 ? `?${query.toString()}` : '';
    writePending = () => {
      clearTimeout(timer);
      if (search !== location.search) history.replaceState(null, '', `${location.pathname}${search}`);
    };
    clearTimeout(timer);
    // Browsers refuse hundreds of changes a minute, which dragging would make.
    if (first !== true) timer = setTimeout(writePending, 250);
    return false;
  }, true);

  return Object.assign(Object.fromEntries(signals.map(({ name, value }) => [name, value])), { set, problems }) as unknown as UrlState<S>;
}

/** Numbers to the digits that dragging can tell apart. */
const written = (value: string | number): string => (typeof value === 'number' ? String(Number(value.toPrecision(6))) : value);

function readValue(name: string, standard: string | number, text: string | null, problems: string[]): string | number {
  if (text === null) return standard;
  if (typeof standard === 'number') {
    const value = Number(text);
    if (text.trim() !== '' && Number.isFinite(value) && Math.abs(value) <= 1e9) return value;
    problems.push(`The link says ${name} = “${text.slice(0, 40)}”, which is no number it can be; it is ${standard} here.`);
    return standard;
  }
  if (text.length <= longest) return text;
  problems.push(`The link's ${name} is longer than ${longest} characters, and was left out.`);
  return standard;
}
