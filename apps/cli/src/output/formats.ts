import { ChainruleError } from '@chainrule/core';
import type { Answer, Screen } from '../command/command.js';
import { csvText, markdownTable, rowObjects } from './tables.js';
import { jsonText } from './json.js';

/** What a format needs to know beside the answer. */
export interface Rendering {
  readonly name: string;
  readonly schema: string;
  readonly screen: Screen;
}

type Render = (answer: Answer, rendering: Rendering) => string | Uint8Array | Promise<string | Uint8Array>;

interface FormatSpec {
  readonly about: string;
  readonly render: Render;
  /** Whether answers follow each other in it: one expression from each line of standard input. */
  readonly streams?: true;
  readonly binary?: true;
}

/** Every format by name: what a command's answer becomes. A command says which of them it has. */
export const formats = {
  text: { about: 'for people', render: (answer, { screen }) => answer.text(screen), streams: true },
  json: {
    about: 'one object `{ schema, ok, result | error }`',
    render: ({ result }, { schema }) => jsonText({ schema, ok: true, result }),
    streams: true,
  },
  ndjson: {
    about: 'one JSON object a line: a row of the table, or the whole answer',
    render: ({ result, table }, { schema }) =>
      table === undefined ? jsonText({ schema, ok: true, result }) : rowObjects(table()).map(jsonText).join('\n'),
    streams: true,
  },
  csv: { about: 'the table, with a header', render: ({ table }) => csvText(table!()), streams: true },
  latex: { about: 'the formulas as LaTeX', render: async (answer) => (await import('./formula-text.js')).latexText(answer), streams: true },
  mathml: {
    about: 'the formulas as MathML',
    render: async (answer) => (await import('./formula-text.js')).mathmlText(answer),
    streams: true,
  },
  markdown: {
    about: 'formulas and table for a document',
    render: async (answer) =>
      [
        ...(answer.formulas ? [(await import('./formula-text.js')).markdownFormulas(answer)] : []),
        ...(answer.table ? [markdownTable(answer.table())] : []),
      ].join('\n\n'),
    streams: true,
  },
  svg: { about: 'the picture', render: async (answer) => (await import('./pictures.js')).svgText(answer.scenes!()) },
  html: {
    about: 'a page that needs nothing beside it',
    render: async (answer, { name }) => (await import('./page.js')).pageText(answer, name),
  },
  png: {
    about: 'the picture as pixels',
    render: async (answer) => (await import('./pictures.js')).pngBytes(answer.scenes!()),
    binary: true,
  },
  dot: { about: 'the graph for Graphviz', render: ({ dot }) => dot!() },
  mermaid: { about: 'the graph as a Mermaid flowchart', render: ({ mermaid }) => mermaid!() },
} as const satisfies Readonly<Record<string, FormatSpec>>;

export type Format = keyof typeof formats;
export const formatNames = Object.keys(formats) as Format[];

/** An answer in a format. Throws `numerical` where it holds no picture. */
export async function render(format: Format, answer: Answer, rendering: Rendering): Promise<string | Uint8Array> {
  const spec: FormatSpec = formats[format];
  if ((format === 'svg' || format === 'png') && answer.scenes!().length === 0)
    throw new ChainruleError('argument', 'this answer has no picture', { operation: rendering.name, hint: `leave out --format ${format}` });
  return spec.render(answer, rendering);
}

export const formatStreams = (format: Format): boolean => (formats[format] as FormatSpec).streams === true;
export const formatIsBinary = (format: Format): boolean => (formats[format] as FormatSpec).binary === true;
