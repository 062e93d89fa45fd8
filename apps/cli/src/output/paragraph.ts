/** Lines of prose broken between words where a terminal of this width would break within them; what is broken off hangs by the indent. A wider word stays whole. */
export const paragraph = (prose: string, width: number, indent = ''): string =>
  prose
    .split('\n')
    .map((line) => broken(line, width, indent))
    .join('\n');

function broken(line: string, width: number, indent: string): string {
  const [first, ...words] = line.split(' ');
  const lines = [first!];
  for (const word of words) {
    const longer = `${lines.at(-1)!} ${word}`;
    if (longer.length <= width || lines.at(-1)!.trim() === '') lines[lines.length - 1] = longer;
    else lines.push(indent + word);
  }
  return lines.join('\n');
}
