/** The form of a value, as JSON Schema for programs and as a type for the compiler: written once, it cannot disagree with itself. */
export interface Schema<T> {
  readonly json: Readonly<Record<string, unknown>>;
  readonly optional?: true;
  /** Carries the type only; never set. */
  readonly '~type'?: T;
}

type Fields = Readonly<Record<string, Schema<unknown>>>;
type OptionalKey<P> = { [K in keyof P]: P[K] extends { readonly optional: true } ? K : never }[keyof P];
type TypeOf<S> = S extends Schema<infer T> ? T : never;
type Flat<T> = { [K in keyof T]: T[K] };
type ObjectOf<P> = Flat<
  { readonly [K in Exclude<keyof P, OptionalKey<P>>]: TypeOf<P[K]> } & { readonly [K in OptionalKey<P>]?: TypeOf<P[K]> }
>;

export const text: Schema<string> = { json: { type: 'string' } };
export const whole: Schema<number> = { json: { type: 'integer' } };
export const truth: Schema<boolean> = { json: { type: 'boolean' } };
/** A number; what JSON cannot hold is written as text. */
export const number: Schema<number> = { json: { anyOf: [{ type: 'number' }, { enum: ['NaN', 'Infinity', '-Infinity'] }] } };

export const oneOf = <const N extends readonly string[]>(...names: N): Schema<N[number]> => ({ json: { enum: names } });
export const list = <T>(item: Schema<T>): Schema<readonly T[]> => ({ json: { type: 'array', items: item.json } });
export const record = <T>(value: Schema<T>): Schema<Readonly<Record<string, T>>> => ({
  json: { type: 'object', additionalProperties: value.json },
});
export const optional = <T>(schema: Schema<T>): Schema<T> & { readonly optional: true } => ({ ...schema, optional: true });

/** An object that has these fields and no others. */
export const object = <const P extends Fields>(fields: P): Schema<ObjectOf<P>> => ({
  json: {
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([name, { json }]) => [name, json])),
    required: Object.entries(fields).flatMap(([name, { optional: left }]) => (left ? [] : [name])),
    additionalProperties: false,
  },
});

/** Variables and their values. */
export const point: Schema<Readonly<Record<string, number>>> = record(number);
