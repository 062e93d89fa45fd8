import { isChainruleError } from '@chainrule/core';

/** What a worker can be asked, by name. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each question has a request of its own
export type Answers = Readonly<Record<string, (request: any) => unknown>>;

/** Why there is no answer, in words for the reader, and where in what was typed. */
export interface Problem {
  readonly message: string;
  readonly hint?: string | undefined;
  readonly source?: { readonly text: string; readonly span: { readonly start: number; readonly end: number } } | undefined;
}

/** The answer to the question of this number; of none, that the worker is there. */
export interface Reply {
  readonly id?: number;
  readonly value?: unknown;
  readonly problem?: Problem;
}

/** Answers a page's questions in its worker. */
export function answer(answers: Answers): void {
  onmessage = async ({ data }: MessageEvent<{ id: number; name: string; request: unknown }>) => {
    const { id, name, request } = data;
    try {
      postMessage({ id, value: await answers[name]!(request) } satisfies Reply);
    } catch (error) {
      postMessage({ id, problem: problemOf(error) } satisfies Reply);
    }
  };
  postMessage({} satisfies Reply);
}

function problemOf(error: unknown): Problem {
  if (isChainruleError(error)) return { message: sentence(error.problem), hint: error.hint, source: error.source };
  return { message: error instanceof Error ? error.message : String(error) };
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!)]$/.test(text) ? '' : '.'}`;
