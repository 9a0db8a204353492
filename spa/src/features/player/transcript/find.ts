/** Part of a line, and whether it is what was looked for. */
export type Part = { text: string; isFound: boolean };

/** Letters without their marks and in one case, with where each stood: «Índice» is found by «indice», «straße» by «strasse». */
function folded(text: string): { text: string; at: number[] } {
  let out = '';
  const at: number[] = [];
  let from = 0;
  for (const letter of text) {
    const plain = letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll('\n', ' ');
    for (let i = 0; i < plain.length; i += 1) at.push(from);
    out += plain;
    from += letter.length;
  }
  at.push(text.length);
  return { text: out, at };
}

/** A line in parts, so that each occurrence of the words can be marked; one part where they do not occur. */
export function parts(line: string, query: string): Part[] {
  const wanted = folded(query.trim()).text;
  const { text, at } = folded(line);
  const found: Part[] = [];
  let done = 0;
  for (let i = wanted === '' ? -1 : text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + wanted.length)) {
    const from = at[i] ?? 0;
    // Marks that follow the last letter belong to it.
    const to = at[i + wanted.length] ?? line.length;
    if (to <= done) continue;
    if (from > done) found.push({ text: line.slice(done, from), isFound: false });
    found.push({ text: line.slice(Math.max(from, done), to), isFound: true });
    done = to;
  }
  if (done < line.length || found.length === 0) found.push({ text: line.slice(done), isFound: false });
  return found;
}

type Timed = { startMs: number; endMs: number };

/** The last that has begun; -1 before the first. In pauses it is the one that was said. */
export function currentAt(cues: readonly Timed[], ms: number): number {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.startMs ?? Infinity) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
