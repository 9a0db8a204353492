/** The custom element behaves as a video element: it is one, with an HLS engine inside. */
export function findMedia(root: HTMLElement | null): HTMLVideoElement | null {
  return (root?.querySelector('[slot="media"]') as HTMLVideoElement | null | undefined) ?? null;
}
