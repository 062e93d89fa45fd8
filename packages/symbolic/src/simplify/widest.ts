/** A sum or product inside of another is taken apart up to this size; a larger one stays a part, so that work stays linear. */
export const widest = 64;
