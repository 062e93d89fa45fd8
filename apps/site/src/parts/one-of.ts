/** A choice as it stands in an address, or the first one. */
export const oneOf = <T>(choices: readonly T[], given: unknown): T => choices.find((choice) => choice === given) ?? choices[0]!;
