/** A program of imports and statements. */
export function program(imports: Readonly<Record<string, readonly string[]>>, ...statements: readonly string[]): string {
  const lines = Object.entries(imports).map(([from, names]) => `import { ${[...names].sort().join(', ')} } from '${from}';`);
  return `${[...lines, '', ...statements].join('\n')}\n`;
}

/** Names to import by their packages, each once. */
export function byModule(imports: readonly (readonly [from: string, name: string])[]): Readonly<Record<string, readonly string[]>> {
  const names = new Map<string, Set<string>>();
  for (const [from, name] of imports) names.set(from, (names.get(from) ?? new Set<string>()).add(name));
  return Object.fromEntries([...names].sort(([a], [b]) => a.localeCompare(b)).map(([from, each]) => [from, [...each]]));
}

/** A value as TypeScript writes it. */
export function quoted(value: unknown): string {
  if (typeof value === 'string')
    return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
  if (ArrayBuffer.isView(value)) return quoted(Array.from(value as Float64Array));
  if (Array.isArray(value)) return `[${value.map(quoted).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, each]) => `${/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? key : quoted(key)}: ${quoted(each)}`)
      .join(', ')} }`;
  return String(value);
}
