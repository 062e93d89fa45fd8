const numbers = `Neither holds numbers: they are inputs, named as the arrays in the files beside them.

| file | holds |
| --- | --- |
| \`start.safetensors\` | \`parameters.…\` and \`state.…\`, of the network, its layers and its optimizer, as exported |
| \`data.safetensors\` | \`batch.…\` and \`hyper.…\` of some steps, one after the other along a first axis |
| \`expected.safetensors\` | what those steps gave here: \`loss.\`, \`gradients.…\`, and \`parameters.…\` after each |

A step gives \`loss\`, \`gradients.…\`, and \`new_parameters.…\` and \`new_state.…\`, which are the next step's \`parameters.…\` and \`state.…\`.
`;

/** What a person who knows ONNX needs to know of the folder. */
export const onnxReadme = `# A network and its training step in ONNX, exported by chainrule

\`network.onnx\` computes \`y\` of rows \`x\`, as many as there are; \`training-step.onnx\` is one step of training: forwards, backwards, and the optimizer.
${numbers}
\`\`\`py
# pip install onnxruntime safetensors numpy
import onnxruntime
from safetensors.numpy import load_file

start, data = load_file("start.safetensors"), load_file("data.safetensors")
network = onnxruntime.InferenceSession("network.onnx")
wanted = {each.name for each in network.get_inputs()}
(y,) = network.run(["y"], {"x": data["batch.x"][0]} | {name: array for name, array in start.items() if name in wanted})
\`\`\`
`;

/** The same of StableHLO. */
export const stableHloReadme = (rows: number): string => `# A network and its training step in StableHLO, exported by chainrule

\`network.mlir\` is the network on ${rows} rows; \`training-step.mlir\` one step of training: forwards, backwards, and the optimizer. Every argument of
\`main\` has its name and shape beside it. \`chainrule export … jax\` writes a folder that runs the step through XLA.
${numbers}`;
