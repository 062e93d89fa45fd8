import type { Command } from './command.js';
import { object, oneOf, optional, text, whole } from './schema.js';

/** The name and version of what a command prints; a change that could break a reader gets a new number. */
export const schemaName = (name: string): string => `chainrule.${name}/1`;

const error = object({
  code: text,
  operation: optional(text),
  problem: text,
  hint: optional(text),
  text: optional(text),
  span: optional(object({ start: whole, end: whole })),
});

/** The JSON schema of the one object that `--json` prints. Expressions read from standard input give a list of answers. */
export function publishedSchema(name: string, { result }: Command): Readonly<Record<string, unknown>> {
  const schema = oneOf(schemaName(name)).json;
  const required = (field: string): string[] => ['schema', 'ok', field];
  const done = { properties: { schema, ok: { const: true }, result: { $ref: '#/$defs/result' } }, required: required('result') };
  const failed = { properties: { schema, ok: { const: false }, error: { $ref: '#/$defs/error' } }, required: required('error') };
  const many = {
    properties: {
      schema,
      ok: { type: 'boolean' },
      result: { type: 'array', items: { anyOf: [alone(done), alone(failed)] } },
    },
    required: required('result'),
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:${schemaName(name).replaceAll(/[./]/g, ':')}`,
    title: `What chainrule ${name} --json prints`,
    anyOf: [alone(done), alone(failed), alone(many)],
    $defs: { result: result.json, error: error.json },
  };
}

const alone = (form: object): object => ({ type: 'object', ...form, additionalProperties: false });
