import { key, type Key } from '@chainrule/core';
import { wasm } from '@chainrule/wasm';

/** What every example takes: how long to train, and where its random numbers come from. */
export interface Setting {
  /** Passes over the data, or steps. */
  readonly effort?: number;
  readonly key?: Key;
}

/** Key 0, and a training step compiled to WebAssembly. */
export const setting = ({ key: from = key(0) }: Setting): { readonly key: Key; readonly backend: ReturnType<typeof wasm> } => ({
  key: from,
  backend: wasm(),
});
