import { graphql, type FragmentType } from '@/gql';
import type { PosterImage_ImageFragment } from '@/gql/graphql';

export const PosterImageFragment = graphql(/* GraphQL */ `
  fragment PosterImage_image on Image { url sources { type srcSet } }
`);

export type PosterRef = FragmentType<typeof PosterImageFragment>;

/** What stands in the player until it plays: of the poster's widths and formats the one that fits this screen. */
export function PosterImage({ picture, onError }: { picture: PosterImage_ImageFragment; onError: () => void }) {
  return (
    <picture slot="poster">
      {picture.sources.map(({ type, srcSet }) => (
        <source key={type} type={type} srcSet={srcSet} sizes="(min-width: 64rem) 60vw, 100vw" />
      ))}
      <img data-testid="poster" src={picture.url} alt="" className="size-full object-contain" onError={onError} />
    </picture>
  );
}
