import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { makeFragmentData } from '@/gql';
import { I18nProvider } from '@/lib/i18n';
import { Cover, CoverFragment } from './cover';

it('only the picture itself takes a place beside others, not the kinds of file it may come in', () => {
  const image = makeFragmentData(
    { __typename: 'Image', url: '/media/c.jpg', color: null, sources: [{ __typename: 'ImageSource', type: 'image/avif', srcSet: '/media/c.avif 640w' }] },
    CoverFragment,
  );
  const { container } = render(
    <I18nProvider>
      <Cover id="c1" title="Curso" image={image} />
    </I18nProvider>,
  );
  expect(container.querySelector('picture > source')).not.toBeNull();
  expect(container.querySelector('picture')).toHaveClass('contents', '[&>source]:hidden');
});
