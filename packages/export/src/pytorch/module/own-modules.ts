/** Modules that PyTorch lacks, or has with other arguments, in Python. A model's file holds those that it uses. */
export const ownModules: Readonly<Record<string, string>> = /* @__PURE__ */ (() => ({
  Elementwise: `class Elementwise(nn.Module):
    """A function of every number."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)`,
  Gru: recurrent('Gru', 'nn.GRU'),
  Lstm: recurrent('Lstm', 'nn.LSTM'),
  PositionalEmbedding: `class PositionalEmbedding(nn.Embedding):
    """Adds to every place of a sequence [n, t, size] a row of its own."""

    def forward(self, x):
        return x + self.weight[: x.shape[-2]]`,
  Residual: `class Residual(nn.Module):
    """x + scale * body(x)."""

    def __init__(self, body, scale=1):
        super().__init__()
        self.body, self.scale = body, scale

    def forward(self, x):
        return x + self.scale * self.body(x)`,
  Rnn: recurrent('Rnn', 'nn.RNN'),
  SelfAttention: `class SelfAttention(nn.MultiheadAttention):
    """Places of a sequence [n, t, size] that attend to each other; in a causal one only to what came before."""

    def __init__(self, size, heads, dropout=0.0, bias=True, causal=False):
        super().__init__(size, heads, dropout=dropout, bias=bias, batch_first=True)
        self.causal = causal

    def forward(self, x):
        mask = causal_mask(x) if self.causal else None
        return super().forward(x, x, x, need_weights=False, attn_mask=mask)[0]`,
  TransformerBlock: `class TransformerBlock(nn.TransformerEncoderLayer):
    """Self-attention and two linear layers over [n, t, size], each with its residual and its normalisation."""

    def __init__(self, size, heads, feed_forward, activation, dropout=0.0, norm_first=True, causal=False):
        super().__init__(size, heads, feed_forward, dropout, activation, batch_first=True, norm_first=norm_first)
        self.causal = causal

    def forward(self, x):
        return super().forward(x, causal_mask(x) if self.causal else None)`,
  causal_mask: `def causal_mask(x):
    """True where a place is not to be seen: all that come after."""
    return torch.ones(x.shape[1], x.shape[1], dtype=torch.bool, device=x.device).triu(1)`,
}))();

/** What these modules need besides. */
const needs: Readonly<Record<string, readonly string[] | undefined>> = {
  SelfAttention: ['causal_mask'],
  TransformerBlock: ['causal_mask'],
};

/** The definitions of the modules that are used, and of what they need. */
export const ownModuleTexts = (used: Iterable<string>): string[] =>
  [...new Set([...used].sort().flatMap((name) => [...(needs[name] ?? []), name]))].flatMap((name) => ownModules[name] ?? []);

function recurrent(name: string, base: string): string {
  return `class ${name}(${base}):
    """${base} over [n, t, in], which gives the outputs alone."""

    def __init__(self, *sizes, **options):
        super().__init__(*sizes, batch_first=True, **options)

    def forward(self, x):
        return super().forward(x)[0]`;
}
