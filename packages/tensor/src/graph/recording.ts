import type { Tensor } from '../tensor.js';
import type { Source } from './node.js';

/** A tape that is recording: what is computed meanwhile can be differentiated afterwards. */
export interface Recording {
  readonly source: Source;
  /** The value every variable had when it was first read. */
  readonly variables: Map<Tensor, Tensor>;
}

// Recording is a stretch of synchronous code, so one stack serves the process.
const active: Recording[] = [];

/** Runs a function while recording. */
export function record<R>(recording: Recording, f: () => R): R {
  active.push(recording);
  try {
    return f();
  } finally {
    active.pop();
  }
}

/** What a new node has to remember for the tapes that are recording. */
export function recording(): { readonly sources: readonly Source[] } | undefined {
  return active.length === 0 ? undefined : { sources: active.map(({ source }) => source) };
}

/** Tells the recording tapes which value a variable has. */
export function noteVariable(variable: Tensor, value: Tensor): void {
  for (const { variables } of active) if (!variables.has(variable)) variables.set(variable, value);
}
