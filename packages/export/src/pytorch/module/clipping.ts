import type { Recipe } from './module.js';
import { optionText } from './python-call.js';

type Clipping = (options: Readonly<Record<string, unknown>>) => readonly string[];

/** What limits gradients before an optimizer, in Python, by name. */
export const torchClipping: Readonly<Record<string, Clipping | undefined>> = {
  clipByGlobalNorm: ({ max, epsilon = 0, order = 2 }) => {
    const norm = order === Infinity ? 'torch.inf' : optionText(order);
    if (epsilon === 1e-6)
      return [
        `nn.utils.clip_grad_norm_(model.parameters(), ${[optionText(max), ...(order === 2 ? [] : [`norm_type=${norm}`])].join(', ')})`,
      ];
    const size = `torch.linalg.vector_norm(torch.cat([p.grad.flatten() for p in model.parameters()])${order === 2 ? '' : `, ord=${norm}`})`;
    return [
      '# clip_grad_norm_ adds 1e-6 to the norm, which is not done here.',
      `norm = ${size}`,
      'for p in model.parameters():',
      `    p.grad.mul_((${optionText(max)} / ${epsilon === 0 ? 'norm' : `(norm + ${optionText(epsilon)})`}).clamp(max=1))`,
    ];
  },
  clipByNorm: ({ max, epsilon = 0 }) => {
    const norm = 'torch.linalg.vector_norm(p.grad)';
    return [
      'for p in model.parameters():',
      `    p.grad.mul_((${optionText(max)} / ${epsilon === 0 ? norm : `(${norm} + ${optionText(epsilon)})`}).clamp(max=1))`,
    ];
  },
  clipByValue: ({ max }) => [`nn.utils.clip_grad_value_(model.parameters(), ${optionText(max)})`],
};

/** The lines that clip; `undefined` where one of the parts is no clipping that is known. */
export function clippingLines(parts: readonly Recipe[]): readonly string[] | undefined {
  const lines = parts.map(({ name, options = {} }) => torchClipping[name]?.(options));
  return lines.every((part) => part !== undefined) ? lines.flat() : undefined;
}
