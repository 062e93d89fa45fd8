import { ChainruleError, type DType, type TypedArray } from '@chainrule/core';

/** Every stretch begins on a cache line and leaves one behind it: vectors and tiles read beyond the last element. */
const alignment = 64;
const withRoom = (bytes: number): number => (Math.ceil(bytes / alignment) + 1) * alignment;
const page = 65536;
/** The most pages a memory may have, and what to be content with where so much address space is not to be had. */
const mostPages = [65536, 32768, 16384, 8192];
const constructors = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint32: Uint32Array, bool: Uint8Array } as const;

/** The one linear memory of a backend value, and which parts of it are taken. */
export class Arena {
  /** How many runs of programs there were: tells what the present one uses. */
  runs = 0;
  readonly memory: WebAssembly.Memory;
  /** Free stretches in order of address. The first line stays unused: address 0 is nobody's. */
  private free: { at: number; bytes: number }[] = [{ at: alignment, bytes: page - alignment }];

  private readonly held = new FinalizationRegistry<{ at: number; bytes: number }>(({ at, bytes }) => {
    this.give(at, bytes);
  });

  /** `shared`: other threads may have the memory too. */
  constructor(shared = false) {
    this.memory = shared ? sharedMemory() : new WebAssembly.Memory({ initial: 1 });
  }

  /** The address of so many bytes that nobody else has. */
  take(bytes: number): number {
    const wanted = withRoom(bytes);
    const found = this.free.find((stretch) => stretch.bytes >= wanted) ?? this.grow(wanted);
    const { at } = found;
    found.at += wanted;
    found.bytes -= wanted;
    if (found.bytes === 0) this.free.splice(this.free.indexOf(found), 1);
    return at;
  }
  /** The same, given back when the owner is no longer reachable. */
  hold(owner: object, bytes: number): number {
    const at = this.take(bytes);
    this.held.register(owner, { at, bytes });
    return at;
  }
  give(at: number, bytes: number): void {
    const wanted = withRoom(bytes);
    this.free.push({ at, bytes: wanted });
    this.free.sort((a, b) => a.at - b.at);
    this.free = this.free.reduce<{ at: number; bytes: number }[]>((merged, stretch) => {
      const last = merged.at(-1);
      if (last && last.at + last.bytes === stretch.at) last.bytes += stretch.bytes;
      else merged.push(stretch);
      return merged;
    }, []);
  }
  /** The memory as numbers; gone when the memory grows. */
  view(dtype: DType, at: number, size: number): TypedArray {
    return new constructors[dtype](this.memory.buffer, at, size);
  }
  /** A copy of the numbers at an address. */
  read(dtype: DType, at: number, size: number): TypedArray {
    return this.view(dtype, at, size).slice();
  }

  private grow(wanted: number): { at: number; bytes: number } {
    const end = this.memory.buffer.byteLength;
    const last = this.free.at(-1);
    const room = last && last.at + last.bytes === end ? last : { at: end, bytes: 0 };
    // A quarter more than there is, so that many small requests do not grow the memory often.
    const least = Math.ceil((wanted - room.bytes) / page);
    const pages = Math.max(least, Math.min(Math.ceil(end / page / 4), 1024));
    try {
      this.memory.grow(pages);
    } catch {
      try {
        this.memory.grow(least);
      } catch (cause) {
        throw new ChainruleError('limit', `no memory for ${wanted} more bytes beside ${end}`, {
          operation: 'wasm',
          hint: 'a WebAssembly memory holds up to 4 GiB',
          cause,
        });
      }
    }
    room.bytes = this.memory.buffer.byteLength - room.at;
    if (room !== last) this.free.push(room);
    return room;
  }
}

function sharedMemory(): WebAssembly.Memory {
  for (const maximum of mostPages.slice(0, -1)) {
    try {
      return new WebAssembly.Memory({ initial: 1, maximum, shared: true });
    } catch {
      // Less may do.
    }
  }
  return new WebAssembly.Memory({ initial: 1, maximum: mostPages.at(-1)!, shared: true });
}
