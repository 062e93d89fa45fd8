/**
 * The checksum CRC-32 of bytes, as ZIP archives, PNG images and Ethernet use it: the remainder of the bytes, read as a polynomial over two elements,
 * by x³² + x²⁶ + x²³ + … + 1. It finds every burst of damage up to 32 bits, and other damage but for one case in 2³²; it does not guard against intent.
 *
 * Source: ISO/IEC 8802-3, 3.2.9.
 *
 * @example
 * ```ts
 * import { crc32 } from '@chainrule/data';
 * crc32(new TextEncoder().encode('123456789')).toString(16); // → 'cbf43926'
 * ```
 */
export function crc32(bytes: Uint8Array): number {
  const table = Uint32Array.from({ length: 256 }, (_, i) => {
    let c = i;
    for (let k = 0; k < 8; k++) c = (c & 1) === 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    return c;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 255]!;
  return (crc ^ 0xffffffff) >>> 0;
}
