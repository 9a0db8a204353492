import { useI18n } from '@/lib/i18n';
import '@/lib/messages/study';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

/** In the order in which a hand finds them; words among them are in the reader's language. */
const KEYS = [
  ['toggle', ['study.keySpace', 'K']],
  ['ten', ['J', 'L']],
  ['five', ['←', '→']],
  ['tenth', ['0', '9']],
  ['rate', ['<', '>']],
  ['mute', ['M']],
  ['captions', ['C']],
  ['fullscreen', ['F']],
  ['note', ['N']],
  ['next', ['study.keyShift', 'N']],
  ['help', ['?']],
] as const;

/** What each key of the player does. */
export function KeyHelp() {
  const { t } = useI18n();
  return (
    <dl className="grid max-w-prose grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-2">
      {KEYS.map(([act, keys]) => (
        <div key={act} className="contents">
          <dt className="flex gap-1">
            {keys.map((key) => (
              <kbd key={key} className="rounded-sm border bg-muted px-1.5 py-0.5 font-body text-sm">
                {key === 'study.keySpace' || key === 'study.keyShift' ? t(key) : key}
              </kbd>
            ))}
          </dt>
          <dd>{t(`study.key.${act}`)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function KeyHelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Dialog title={t('player.help')} onCancel={onClose}>
      <KeyHelp />
      <Button variant="outline" className="justify-self-end" onClick={onClose}>
        {t('study.close')}
      </Button>
    </Dialog>
  );
}
