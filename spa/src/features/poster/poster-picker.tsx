import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { PosterChoice_VideoFragment as Video } from '@/gql/graphql';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { nameOf, type Choice } from './use-poster';

type OptionProps = { name: string; label: string; text: string; url?: string; isChecked: boolean; onCheck: () => void };

function Option({ name, label, text, url, isChecked, onCheck }: OptionProps) {
  return (
    <label className="grid cursor-pointer content-start gap-2 rounded-md border-2 bg-card p-2 text-sm has-checked:border-primary has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring">
      {url ? (
        <img src={url} alt="" loading="lazy" className="aspect-video w-full rounded-sm bg-muted object-contain" />
      ) : (
        <span aria-hidden className="grid aspect-video w-full place-items-center rounded-sm bg-muted px-2 text-center text-muted-foreground">
          {text}
        </span>
      )}
      <span className="flex min-h-9 items-center gap-2">
        <input type="radio" name="poster" value={name} checked={isChecked} onChange={onCheck} className="size-4 shrink-0 accent-primary" />
        {label}
      </span>
    </label>
  );
}

type Props = { frames: Video['posterFrames']; choice: Choice; onChoose: (choice: Choice) => Promise<unknown> };

/** The frames that may stand for the video. Arrows move between them, and nothing changes until that is asked for. */
export function PosterPicker({ frames, choice, onChoose }: Props) {
  const { t } = useI18n();
  const now = nameOf(choice);
  const [wanted, setWanted] = useState<Choice | null>(null);
  const [isBusy, setBusy] = useState(false);
  const shown = nameOf(wanted ?? choice);
  const use = async () => {
    if (!wanted || shown === now || isBusy) return;
    setBusy(true);
    await onChoose(wanted);
    setWanted(null);
    setBusy(false);
  };
  const option = (each: Choice, label: string, text: string, url?: string) => (
    <Option key={nameOf(each)} name={nameOf(each)} label={label} text={text} url={url} isChecked={shown === nameOf(each)} onCheck={() => setWanted(each)} />
  );
  return (
    <form
      className="grid grid-cols-1 gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void use();
      }}
    >
      <fieldset className="grid grid-cols-1 gap-3">
        <legend className="mb-3 font-display text-xl font-semibold">{t('poster.frames')}</legend>
        <p className="text-sm text-muted-foreground">{t('poster.framesText')}</p>
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">
          {option({ kind: 'automatic' }, t('poster.automatic'), t('poster.automaticText'))}
          {frames.map(({ atMs, image }) => option({ kind: 'frame', atMs }, t('poster.frameAt', { time: clock(atMs) }), '', image.url))}
          {choice.kind === 'sent' && option(choice, t('poster.own'), t('poster.ownText'))}
        </div>
      </fieldset>
      <Button type="submit" className="justify-self-start" isBusy={isBusy} disabled={shown === now}>
        {t('poster.use')}
      </Button>
    </form>
  );
}
