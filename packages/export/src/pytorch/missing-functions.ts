/** Functions that PyTorch lacks, in Python. A step's file holds those that it uses. */
export const helpers: Readonly<Record<string, string>> = {
  first_equal: `def first_equal(x, y, axes):
    """1 at the first element along the axes that equals y, else 0."""
    rest = [axis for axis in range(x.ndim) if axis not in axes]
    order = rest + list(axes)
    hits = (x == y).permute(order).flatten(len(rest))
    first = hits & (hits.cumsum(-1) == 1)
    back = [order.index(axis) for axis in range(x.ndim)]
    return first.reshape([x.shape[axis] for axis in order]).permute(back).to(x.dtype)`,
  spaced: `def spaced(x, starts, steps, counts):
    """The elements start, start + step, ... along every axis; a count of None takes all."""
    for axis, (start, step, count) in enumerate(zip(starts, steps, counts)):
        if count is not None:
            places = start + step * torch.arange(count, device=x.device)
            x = x.index_select(axis, places)
    return x`,
  embed: `def embed(x, starts, steps, shape):
    """Zeros of a shape, with the elements of x at start, start + step, ... along every axis."""
    places = [start + step * torch.arange(count, device=x.device) for start, step, count in zip(starts, steps, x.shape)]
    return x.new_zeros(shape).index_put(torch.meshgrid(*places, indexing="ij"), x) if places else x`,
  take: `def take(x, indices, batch=0):
    """Rows of x, or of each of a batch of tables, by their indices."""
    if batch == 0:
        return x[indices.long()]
    lead = torch.broadcast_shapes(x.shape[:batch], indices.shape[:batch])
    tables = x.expand(lead + x.shape[batch:]).flatten(0, batch)
    offsets = torch.arange(math.prod(lead), device=x.device).reshape(lead + (1,) * (indices.ndim - batch)) * x.shape[batch]
    return tables[indices.long() + offsets]`,
  add_rows: `def add_rows(g, indices, rows, batch=0):
    """Sums of the rows of g that have the same index."""
    lead = torch.broadcast_shapes(g.shape[:batch], indices.shape[:batch])
    inner = g.shape[indices.ndim:]
    indices = indices.long().expand(lead + indices.shape[batch:])
    g = g.expand(lead + g.shape[batch:])
    offsets = torch.arange(math.prod(lead), device=g.device).reshape(lead + (1,) * (indices.ndim - batch)) * rows
    sums = g.new_zeros((math.prod(lead) * rows,) + inner)
    return sums.index_add(0, (indices + offsets).flatten(), g.reshape((-1,) + inner)).reshape(lead + (rows,) + inner)`,
  take_along: `def take_along(x, indices, axis):
    """The elements that indices name along an axis."""
    return torch.take_along_dim(*aligned(x, indices.long()), dim=axis)`,
  add_along: `def add_along(g, indices, axis, size):
    """Sums of the elements of g that have the same index along an axis."""
    g, indices = torch.broadcast_tensors(*aligned(g, indices.long()))
    shape = list(g.shape)
    shape[axis] = size
    return g.new_zeros(shape).scatter_add(axis, indices, g)`,
  aligned: `def aligned(*tensors):
    """The same tensors with axes of one element in front, so that all have as many."""
    rank = max(x.ndim for x in tensors)
    return [x.reshape((1,) * (rank - x.ndim) + x.shape) for x in tensors]`,
  convolve: `def convolve(x, kernels, strides, padding, input_dilation, kernel_dilation, groups):
    """The cross-correlation of x with kernels; padding is (before, after) for every axis, and may be negative."""
    if any(d > 1 for d in input_dilation):
        spread = x.new_zeros(x.shape[:2] + tuple((s - 1) * d + 1 for s, d in zip(x.shape[2:], input_dilation)))
        spread[(...,) + tuple(slice(None, None, d) for d in input_dilation)] = x
        x = spread
    x = torch.nn.functional.pad(x, [p for pair in reversed(padding) for p in pair])
    conv = (torch.nn.functional.conv1d, torch.nn.functional.conv2d, torch.nn.functional.conv3d)[len(strides) - 1]
    return conv(x, kernels, stride=strides, dilation=kernel_dilation, groups=groups)`,
  window_argmax: `def window_argmax(x, window, strides, padding, dilation):
    """Where in every window over the last axes the largest element is, counted in the elements of those axes."""
    sizes, rank = x.shape[-len(window):], len(window)
    lowest = -math.inf if x.is_floating_point() else torch.iinfo(x.dtype).min
    padded = torch.nn.functional.pad(x, [p for pair in reversed(padding) for p in pair], value=lowest)
    places = torch.arange(math.prod(sizes), device=x.device).reshape(sizes)
    places = torch.nn.functional.pad(places, [p for pair in reversed(padding) for p in pair], value=-1)

    def windows(y):
        lead = y.ndim - rank
        for axis in range(rank):
            y = y.unfold(lead + axis, (window[axis] - 1) * dilation[axis] + 1, strides[axis])[..., :: dilation[axis]]
        return y.flatten(-rank)

    values, places = windows(padded), windows(places)
    values = torch.where(places < 0, lowest, values)
    best = values.argmax(-1, keepdim=True)
    return places.expand(values.shape).gather(-1, best).squeeze(-1).to(torch.int32)`,
  recurrence: `def recurrence(a, b, axis, reverse):
    """h[i] = a[i] * h[i - 1] + b[i] along an axis, from h = 0."""
    h, rounds = torch.zeros_like(b.select(axis, 0)), []
    steps = range(b.shape[axis])
    for i in reversed(steps) if reverse else steps:
        h = a.select(axis, i) * h + b.select(axis, i)
        rounds.append(h)
    return torch.stack(rounds[::-1] if reverse else rounds, axis)`,
  last_writer: `def last_writer(indices, rows):
    """For every row of a table which of the writers is the last to name it; -1 where none does."""
    order = torch.arange(indices.shape[-1], device=indices.device).expand(indices.shape)
    none = torch.full(indices.shape[:-1] + (rows,), -1, device=indices.device)
    return none.scatter_reduce(-1, indices.long(), order, "amax").to(torch.int32)`,
  dynamic_slice: `def dynamic_slice(x, start, sizes):
    """A block of x that begins where start says."""
    for axis, size in enumerate(sizes):
        x = x.narrow(axis, int(start[axis]), size)
    return x`,
  dynamic_update_slice: `def dynamic_update_slice(x, update, start):
    """x with a block replaced, which begins where start says."""
    y = x.clone()
    dynamic_slice(y, start, update.shape[: len(start)]).copy_(update)
    return y`,
  threefry: `def threefry(key, low, high):
    """Threefry-2x32 (Salmon et al. 2011): two random words for every counter (low, high)."""
    mask = 0xFFFFFFFF
    k0, k1 = key[..., 0:1], key[..., 1:2]
    keys = (k0, k1, k0 ^ k1 ^ 0x1BD11BDA)
    x, y = (low + k0) & mask, (high + k1) & mask
    for group in range(5):
        for rotation in ((13, 15, 26, 6), (17, 29, 16, 24))[group % 2]:
            x = (x + y) & mask
            y = (((y << rotation) & mask) | (y >> (32 - rotation))) ^ x
        x = (x + keys[(group + 1) % 3]) & mask
        y = (y + keys[(group + 2) % 3] + group + 1) & mask
    return x, y`,
  random_bits: `def random_bits(key, count):
    """Random 32-bit words from every key, the same as chainrule's."""
    blocks = torch.arange((count + 1) // 2, device=key.device)
    return torch.stack(threefry(key, blocks, 0), -1).flatten(-2)[..., :count]`,
  random_normal: `def random_normal(key, count):
    """Standard normal numbers from every key (Box and Muller 1958), as chainrule's but for the last digits."""
    words = random_bits(key, 2 * count).unflatten(-1, (count, 2)).double()
    radius = torch.sqrt(-2 * torch.log((words[..., 0] + 1) * 2**-32))
    return radius * torch.cos(2 * math.pi * words[..., 1] * 2**-32)`,
  split_keys: `def split_keys(key, count):
    """Independent keys from every key, the same as chainrule's."""
    return torch.stack(threefry(key, torch.arange(count, device=key.device), 1), -1)`,
  fold_in: `def fold_in(key, place, purpose=2):
    """The key below a key for a place, the same as chainrule's."""
    place = torch.as_tensor(place, dtype=torch.int64, device=key.device)
    high = torch.div(place, 2**32, rounding_mode="floor") * 4 + purpose
    return torch.cat(threefry(key, place & 0xFFFFFFFF, high & 0xFFFFFFFF), -1)`,
};

/** Helpers that others call. */
const needs: Readonly<Record<string, readonly string[] | undefined>> = {
  take_along: ['aligned'],
  add_along: ['aligned'],
  dynamic_update_slice: ['dynamic_slice'],
  random_bits: ['threefry'],
  random_normal: ['threefry', 'random_bits'],
  split_keys: ['threefry'],
  fold_in: ['threefry'],
};

/** The definitions of these helpers and of what they call, each after what it calls. */
export function helperTexts(used: ReadonlySet<string>): string[] {
  const wanted = [...new Set([...used].sort().flatMap((name) => [...(needs[name] ?? []), name]))];
  return wanted.map((name) => helpers[name]!);
}
