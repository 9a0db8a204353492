export type TreeConcept = { id: string; slug: string; name: string; prerequisites: readonly { id: string }[] };

/** Concepts by how long the longest way of prerequisites below them is, foundations first. What the tree does not hold here counts for nothing. */
export function levelsOf<T extends TreeConcept>(concepts: readonly T[]): T[][] {
  const byId = new Map(concepts.map((concept) => [concept.id, concept]));
  const depths = new Map<string, number>();
  // The server lets no circle in; the set keeps a page that holds half of a change from going round.
  const depthOf = (id: string, above: ReadonlySet<string>): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    const below = new Set(above).add(id);
    const needs = byId.get(id)?.prerequisites.filter((each) => byId.has(each.id) && !below.has(each.id)) ?? [];
    const depth = needs.length === 0 ? 0 : 1 + Math.max(...needs.map((each) => depthOf(each.id, below)));
    depths.set(id, depth);
    return depth;
  };
  const levels: T[][] = [];
  for (const concept of concepts) (levels[depthOf(concept.id, new Set())] ??= []).push(concept);
  return levels.map((level) => (level ?? []).toSorted((one, other) => one.name.localeCompare(other.name)));
}
