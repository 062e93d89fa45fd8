/** A text as one word of a POSIX shell's command. */
export const shellWord = (text: string): string => (/["$`\\!]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `"${text}"`);

/** A text as a literal of TypeScript. */
export const textLiteral = (text: string): string => `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
