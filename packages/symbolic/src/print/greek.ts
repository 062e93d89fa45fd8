export const greekNames: readonly string[] =
  /* @__PURE__ */ 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho finalsigma sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );

/** A variable's name in parts, as mathematics sets it: `x_1` and `x1` are x with an index, `alpha` is α. */
export interface Letter {
  /** One letter, the name of a Greek letter, or a word. */
  readonly base: string;
  readonly greek: boolean;
  readonly index: string;
}

export function letterOf(name: string): Letter {
  const [, stem, index, digits] = /^(.+?)(?:_(.+)|(\d+))?$/u.exec(name)! as unknown as [string, string, string?, string?];
  const code = stem.length === 1 ? stem.codePointAt(0)! - 0x3b1 : -1;
  const word = greekNames[code] ?? stem;
  const greek = greekNames.includes(word.toLowerCase()) && (word === word.toLowerCase() || word[0] === word[0]!.toUpperCase());
  return { base: word, greek, index: (index ?? digits ?? '').replaceAll('_', ',') };
}

/** The Greek letter of a name, `alpha` or `Alpha`. */
export function greekLetter(name: string): string {
  const letter = String.fromCodePoint(0x3b1 + greekNames.indexOf(name.toLowerCase()));
  return name[0] === name[0]!.toUpperCase() ? letter.toUpperCase() : letter;
}
