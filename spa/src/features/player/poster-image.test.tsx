import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { PosterImage } from './poster-image';

it('offers the browser every width and format, and tells when none can be had', () => {
  const onError = vi.fn();
  const sources = [
    { __typename: 'ImageSource' as const, type: 'image/avif', srcSet: '/media/320.avif 320w, /media/1280.avif 1280w' },
    { __typename: 'ImageSource' as const, type: 'image/webp', srcSet: '/media/320.webp 320w, /media/1280.webp 1280w' },
  ];
  const { container } = render(<PosterImage picture={{ __typename: 'Image', url: '/media/1280.jpg', sources }} onError={onError} />);
  expect(container.firstElementChild).toHaveAttribute('slot', 'poster');
  const offered = [...container.querySelectorAll('source')];
  expect(offered.map((source) => [source.type, source.srcset])).toEqual(sources.map(({ type, srcSet }) => [type, srcSet]));
  expect(offered.every((source) => source.sizes.includes('100vw'))).toBe(true);
  const image = screen.getByTestId('poster');
  expect(image).toHaveAttribute('src', '/media/1280.jpg');
  expect(image).toHaveAttribute('alt', '');
  fireEvent.error(image);
  expect(onError).toHaveBeenCalledOnce();
});
