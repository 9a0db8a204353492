/** The custom element behaves as a video element: it is one, with an HLS engine inside. */
export function findMedia(root: HTMLElement | null): HTMLVideoElement | null {
  return (root?.querySelector('[slot="media"]') as HTMLVideoElement | null | undefined) ?? null;
}

/** A browser may want a click first, and a pause may come in between: neither is a fault. Faults come as events. */
export async function play(media: HTMLVideoElement) {
  await Promise.allSettled([media.play()]);
}
