/** Bytes written one after the other: a module is written once, without lists of lists. */
export class Bytes {
  private room = new Uint8Array(256);
  length = 0;

  byte(value: number): this {
    if (this.length === this.room.length) this.grow(1);
    this.room[this.length++] = value;
    return this;
  }
  all(values: ArrayLike<number>): this {
    this.grow(values.length);
    this.room.set(values, this.length);
    this.length += values.length;
    return this;
  }
  /** LEB128 of a non-negative integer below 2³². */
  unsigned(value: number): this {
    // Most are small; no list is made for them.
    return value >>> 0 < 0x80 ? this.byte(value) : this.all(unsigned(value));
  }
  text(value: string): this {
    const encoded = Array.from({ length: value.length }, (_, i) => value.charCodeAt(i));
    return this.unsigned(encoded.length).all(encoded);
  }
  /** Another sequence with its length before it. */
  sized(content: Bytes): this {
    return this.unsigned(content.length).all(content.written());
  }
  written(): Uint8Array<ArrayBuffer> {
    return this.room.subarray(0, this.length);
  }
  private grow(by: number): void {
    if (this.length + by <= this.room.length) return;
    const larger = new Uint8Array(Math.max(2 * this.room.length, this.length + by));
    larger.set(this.room);
    this.room = larger;
  }
}

/** LEB128 of a 32-bit number without sign. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
  return bytes;
}

/** LEB128 of a 32-bit number with sign. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value | 0; ;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}
