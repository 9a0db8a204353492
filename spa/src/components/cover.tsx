import { ImageOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { graphql, readFragment, type FragmentType } from '@/gql';
import { cn } from '@/lib/cn';
import { useI18n } from '@/lib/i18n';
import { useImage } from './use-image';

export const CoverFragment = graphql(/* GraphQL */ `
  fragment Cover_image on Image { url color sources { type srcSet } }
`);

const HUES = [172, 82, 28, 250, 140, 330];

function hue(seed: string): number {
  let sum = 0;
  for (const letter of seed) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return HUES[sum % HUES.length] ?? 172;
}

function Board({ id, title, className, children }: { id: string; title: string; className: string; children?: ReactNode }) {
  const h = hue(id);
  return (
    <div
      className={cn(className, 'relative overflow-hidden')}
      style={{ background: `linear-gradient(135deg, oklch(0.34 0.06 ${h}), oklch(0.25 0.04 ${h + 20}))` }}
    >
      <span
        aria-hidden
        className="absolute -right-3 -bottom-10 font-display text-[9rem] leading-none font-bold"
        style={{ color: `oklch(0.8 0.1 ${h} / 0.28)` }}
      >
        {title.charAt(0).toLocaleUpperCase()}
      </span>
      <span aria-hidden className="absolute top-5 left-5 h-1 w-10 rounded-full" style={{ background: `oklch(0.84 0.13 ${h})` }} />
      {children}
    </div>
  );
}

type Props = { id: string; title: string; image?: FragmentType<typeof CoverFragment> | null; sizes?: string; className?: string };

/** The course's picture; without one, a quiet board drawn from its id, the same everywhere. */
export function Cover({ id, title, image: ref, sizes = '100vw', className }: Props) {
  const { t } = useI18n();
  const picture = readFragment(CoverFragment, ref);
  const url = picture?.url;
  const image = useImage(url);
  const shape = cn('aspect-video w-full object-cover', className);
  if (!url) return <Board id={id} title={title} className={shape} />;
  if (!image.isBroken) {
    return (
      <picture key={image.attempt} className="contents [&>source]:hidden">
        {picture.sources.map(({ type, srcSet }) => (
          <source key={type} type={type} srcSet={srcSet} sizes={sizes} />
        ))}
        {/* Until it has loaded its mean colour holds its place. */}
        <img
          src={url}
          alt=""
          loading="lazy"
          width={640}
          height={360}
          className={shape}
          style={picture.color ? { backgroundColor: picture.color } : undefined}
          onError={image.onError}
        />
      </picture>
    );
  }
  return (
    <Board id={id} title={title} className={shape}>
      <span className="absolute inset-x-0 bottom-0 flex items-center gap-1.5 bg-[oklch(0.2_0.02_180/0.82)] px-2 py-1 text-xs text-[oklch(0.97_0.01_120)]">
        <ImageOff aria-hidden className="size-3.5 shrink-0" />
        {t('state.noImage')}
      </span>
    </Board>
  );
}
