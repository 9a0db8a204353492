import { Star } from 'lucide-react';
import { useState } from 'react';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/reviews';

const ALL = [1, 2, 3, 4, 5] as const;

/** So many of five. */
export function Stars({ count }: { count: number }) {
  const { t } = useI18n();
  return (
    <span role="img" aria-label={t('reviews.stars', { count })} className="inline-flex text-accent">
      {ALL.map((each) => (
        <Star key={each} aria-hidden className={each <= count ? 'size-4 fill-current' : 'size-4 opacity-40'} />
      ))}
    </span>
  );
}

type Props = { value: number; disabled: boolean; isFocused: boolean; onChange: (stars: number) => void };

const focus = (radio: HTMLInputElement | null) => radio?.focus();

/** Radios, so that arrow keys choose and a reader says how many. */
export function StarsField({ value, disabled, isFocused, onChange }: Props) {
  const { t } = useI18n();
  const [focused] = useState(Math.max(1, value));
  return (
    <fieldset className="grid gap-1">
      <legend className="pb-1.5 text-sm font-semibold">{t('reviews.choose')}</legend>
      <div className="flex">
        {ALL.map((each) => (
          <label key={each} className="grid size-11 cursor-pointer place-items-center rounded-md has-focus-visible:outline-2 has-focus-visible:outline-ring">
            <input
              // Whoever asked for the form goes on in it: at what was chosen, or at the first.
              ref={isFocused && each === focused ? focus : undefined}
              type="radio"
              name="stars"
              required
              className="sr-only"
              checked={value === each}
              disabled={disabled}
              onChange={() => onChange(each)}
              aria-label={t('reviews.stars', { count: each })}
            />
            <Star aria-hidden className={each <= value ? 'size-7 fill-current text-accent' : 'size-7 text-muted-foreground'} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
