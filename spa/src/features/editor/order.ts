export type Order = readonly { id: string; lessons: readonly string[] }[];
export type Move = { itemId: string; toModuleId?: string; afterId: string | null };

function without(order: Order, lessonId: string): Order {
  return order.map((m) => ({ ...m, lessons: m.lessons.filter((id) => id !== lessonId) }));
}

export const moduleOf = (order: Order, lessonId: string) => order.find((m) => m.lessons.includes(lessonId));

/** The lesson at `index` of the module, counted without the lesson itself. */
export function placeLesson(order: Order, lessonId: string, moduleId: string, index: number): Order {
  return without(order, lessonId).map((m) =>
    m.id === moduleId ? { ...m, lessons: m.lessons.toSpliced(index, 0, lessonId) } : m,
  );
}

export function placeModule(order: Order, moduleId: string, index: number): Order {
  const moved = order.find((m) => m.id === moduleId);
  if (!moved) return order;
  return order.filter((m) => m.id !== moduleId).toSpliced(index, 0, moved);
}

/** One step up or down; a lesson at the edge of its module goes over into the next one. Null at the very end. */
export function step(order: Order, itemId: string, by: -1 | 1): Order | null {
  const at = order.findIndex((m) => m.id === itemId);
  if (at >= 0) {
    const to = at + by;
    return to < 0 || to >= order.length ? null : placeModule(order, itemId, to);
  }
  const home = order.findIndex((m) => m.lessons.includes(itemId));
  const module = order[home];
  if (!module) return null;
  const index = module.lessons.indexOf(itemId) + by;
  if (index >= 0 && index < module.lessons.length) return placeLesson(order, itemId, module.id, index);
  const neighbour = order[home + by];
  if (!neighbour) return null;
  return placeLesson(order, itemId, neighbour.id, by === -1 ? neighbour.lessons.length : 0);
}

/** What to tell the server: one item, and what it now comes after. */
export function toMove(order: Order, itemId: string): Move {
  const at = order.findIndex((m) => m.id === itemId);
  if (at >= 0) return { itemId, afterId: order[at - 1]?.id ?? null };
  const module = moduleOf(order, itemId);
  const index = module?.lessons.indexOf(itemId) ?? 0;
  return { itemId, toModuleId: module?.id, afterId: module?.lessons[index - 1] ?? null };
}

/** For the announcements: where the item stands among its siblings. */
export function standing(order: Order, itemId: string) {
  const at = order.findIndex((m) => m.id === itemId);
  if (at >= 0) return { position: at + 1, total: order.length };
  const lessons = moduleOf(order, itemId)?.lessons ?? [];
  return { position: lessons.indexOf(itemId) + 1, total: lessons.length };
}

/**
 * Where a dragged item lands when it is over another. Inside its own module it takes the other's place; in another module it
 * goes before it, or after it when it was let go below its middle: else nothing could become the last.
 */
export function dropOn(order: Order, itemId: string, overId: string, isBelow = false): Order {
  if (itemId === overId) return order;
  const isModule = order.some((m) => m.id === itemId);
  const overModule = order.findIndex((m) => m.id === overId || m.lessons.includes(overId));
  const target = order[overModule];
  if (!target) return order;
  if (isModule) return placeModule(order, itemId, overModule);
  if (overId === target.id) {
    return target.lessons.includes(itemId) ? order : placeLesson(order, itemId, target.id, target.lessons.length);
  }
  const isAfter = isBelow && !target.lessons.includes(itemId);
  return placeLesson(order, itemId, target.id, target.lessons.indexOf(overId) + (isAfter ? 1 : 0));
}
