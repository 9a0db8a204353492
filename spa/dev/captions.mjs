// Captions of the stand-in: one video, two languages, and as much of editing as the editor asks for.
const day = '2026-11-20T10:00:00Z';
const said = {
  es: ['Un índice es una tabla ordenada\nque apunta a otra tabla.', 'Sin él, PostgreSQL lee todas las filas.', 'Con él, baja por un árbol.', 'Cada escritura lo cambia también:\neso cuesta tiempo y espacio.', 'Mira el plan antes de crearlo.'],
  en: ['An index is a sorted table\nthat points to another table.', 'Without it, PostgreSQL reads every row.', 'With it, it walks down a tree.', 'Each write changes it as well:\nthat costs time and room.', 'Look at the plan before you make it.'],
};
const DOUBTED = new Set(['apunta', 'árbol.', 'tree.', 'plan']);
const heard = (text, startMs, endMs) =>
  text.split(/\s+/).map((word, n, all) => {
    const at = startMs + Math.round(((endMs - startMs) * n) / all.length);
    return { text: word, startMs: at, endMs: at + 200, confidence: DOUBTED.has(word) ? 0.31 : 0.93, isGlued: false };
  });
let count = 0;
const cue = (startMs, endMs, text, words = []) => ({ id: `cue_${++count}`, startMs, endMs, text, confidence: 0.9, words });
const cuesOf = (locale) => Array.from({ length: 20 }, (_, n) => cue(n * 3_000 + 100, n * 3_000 + 2_800, said[locale][n % 5], heard(said[locale][n % 5], n * 3_000 + 100, n * 3_000 + 2_800)));

const track = (locale, origin) => ({
  __typename: 'CaptionTrack', id: `cap_${locale}`, locale, origin, isMachineMade: true, confidence: 0.88, url: null, default: locale === 'es', revision: 3, approvedAt: null, updatedAt: day,
  versions: [{ revision: 2, origin: 'WHISPER', cueCount: 19, at: day }], list: cuesOf(locale), file: () => 'WEBVTT\n',
});
export const tracks = [track('es', 'WHISPER'), track('en', 'MACHINE_TRANSLATED')];
const withCount = (found) => Object.assign(found, { cueCount: found.list.length });
tracks.forEach(withCount);

export const transcript = ({ locale }) => {
  const found = tracks.find((each) => each.locale === locale);
  if (!found) return null;
  const nodes = found.list.map((each, index) => ({ ...each, index }));
  return { locale, origin: found.origin, isMachineMade: found.isMachineMade, revision: found.revision, plainText: '', cues: { nodes, edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } } };
};

function apply(list, edit) {
  const at = (id) => list.findIndex((each) => each.id === id);
  if (edit.insert) return [list[list.push(cue(edit.insert.startMs, edit.insert.endMs, edit.insert.text)) - 1]];
  if (edit.delete) return list.splice(at(edit.delete), 1) && [];
  if (edit.merge) {
    const found = list[at(edit.merge)];
    const [next] = list.splice(at(edit.merge) + 1, 1);
    return [Object.assign(found, { text: `${found.text}\n${next.text}`, endMs: next.endMs, words: [...found.words, ...next.words] })];
  }
  const { cueId, textOffset, atMs, ...change } = edit.change ?? edit.split;
  const found = list[at(cueId)];
  if (edit.change) return [Object.assign(found, change)];
  const second = cue(atMs, found.endMs, found.text.slice(textOffset).trim(), found.words.filter((word) => word.startMs >= atMs));
  list.push(second);
  return [Object.assign(found, { text: found.text.slice(0, textOffset).trim(), endMs: atMs, words: found.words.filter((word) => word.startMs < atMs) }), second];
}

export function edit({ captionTrackId, expectedRevision, edits }) {
  const found = tracks.find((each) => each.id === captionTrackId);
  if (expectedRevision !== found.revision) {
    return { captionTrack: found, changedCues: [], deletedCueIds: [], userErrors: [{ __typename: 'ConflictError', code: 'STALE_REVISION', message: 'Otra persona ha sido más rápida.', currentRevision: found.revision }] };
  }
  const changed = edits.flatMap((each) => apply(found.list, each)).map((each) => ({ ...each, index: 0 }));
  found.list.sort((one, other) => one.startMs - other.startMs);
  withCount(Object.assign(found, { revision: found.revision + 1, origin: 'EDITED' }));
  return { captionTrack: found, changedCues: changed, deletedCueIds: [], userErrors: [] };
}

export function approve({ captionTrackId, approved }) {
  const found = tracks.find((each) => each.id === captionTrackId);
  Object.assign(found, { approvedAt: approved ? day : null, isMachineMade: !approved, revision: found.revision + 1 });
  return { captionTrack: found, changedCues: [], deletedCueIds: [], userErrors: [] };
}
