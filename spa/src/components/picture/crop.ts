/** In fractions of the picture, upright. */
export type Crop = { x: number; y: number; width: number; height: number };
/** What a person sets: how close, and where; `across` and `down` from 0 to 1. */
export type View = { zoom: number; across: number; down: number };

export const WHOLE_VIEW: View = { zoom: 1, across: 0.5, down: 0.5 };
export const MOST_ZOOM = 4;

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** The part of a picture of this size that has the wanted shape and lies where the view says; it never leaves the picture. */
export function cropOf(view: View, size: { width: number; height: number }, aspect: number): Crop {
  const shape = size.width / size.height;
  const zoom = within(view.zoom, 1, MOST_ZOOM);
  const width = Math.min(1, aspect / shape) / zoom;
  const height = Math.min(1, shape / aspect) / zoom;
  return { x: within(view.across, 0, 1) * (1 - width), y: within(view.down, 0, 1) * (1 - height), width, height };
}

const moved = (at: number, shown: number, share: number) => (shown >= 1 ? at : within(at - (share * shown) / (1 - shown), 0, 1));

/** Where the view is after a drag, given in fractions of the frame; dragging to the right shows what is on the left. */
export function dragged(view: View, crop: Crop, by: { x: number; y: number }): View {
  return { ...view, across: moved(view.across, crop.width, by.x), down: moved(view.down, crop.height, by.y) };
}
