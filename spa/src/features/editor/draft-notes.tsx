import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { useI18n } from '@/lib/i18n';
import { ago } from '@/lib/format';
import { signInUrl } from '@/lib/session';
import { useAttempt } from '@/lib/use-attempt';
import type { Draft, DraftState, Fields, Status } from './draft';

/** Where a text that saves itself stands, in a word or two. */
export function SavingStatus({ status }: { status: Status }) {
  const { t } = useI18n();
  const words = {
    clean: '',
    unsaved: t('draft.unsaved'),
    saving: t('editor.saving'),
    saved: t('editor.saved'),
    offline: t('draft.offline'),
    signedOut: t('editor.unsaved'),
    refused: t('editor.unsaved'),
    conflict: t('editor.unsaved'),
  };
  return (
    <p role="status" className="text-sm text-muted-foreground">
      {words[status.kind]}
    </p>
  );
}

/** What a text that saves itself needs a person for. */
export function DraftNotes<T extends Fields>({ draft, state }: { draft: Draft<T>; state: DraftState<T> }) {
  const { t, locale } = useI18n();
  const attempt = useAttempt();
  const { status, left, aside } = state;
  const failed = t('draft.notLoaded');
  return (
    <>
      {left && (
        <Note text={t(left.isServerNewer ? 'draft.leftOlder' : 'draft.left', { when: ago(new Date(left.at).toISOString(), locale) })}>
          <Button size="small" variant="outline" onClick={() => draft.takeUp(left.value)}>
            {t('draft.takeUp')}
          </Button>
          <Button size="small" variant="ghost" onClick={() => draft.dropLeft()}>
            {t('draft.drop')}
          </Button>
        </Note>
      )}
      {status.kind === 'signedOut' && (
        <Note isUrgent text={t('draft.signedOut')}>
          <Button asChild size="small">
            <a href={signInUrl(location.pathname)}>{t('app.signIn')}</a>
          </Button>
        </Note>
      )}
      {status.kind === 'refused' && (
        <Note isUrgent text={status.message}>
          <Button size="small" variant="outline" onClick={() => draft.flush()}>
            {t('state.retry')}
          </Button>
        </Note>
      )}
      {status.kind === 'conflict' && (
        <Note isUrgent text={t('draft.conflict')}>
          <Button size="small" variant="outline" onClick={() => void attempt(failed, () => draft.takeTheirs())}>
            {t('editor.loadCurrent')}
          </Button>
          <Button size="small" variant="ghost" onClick={() => void attempt(failed, () => draft.keepMine())}>
            {t('editor.keepMine')}
          </Button>
        </Note>
      )}
      {aside && (
        <Note text={t('draft.aside')}>
          <Button size="small" variant="outline" onClick={() => draft.takeUp(aside)}>
            {t('draft.backToMine')}
          </Button>
          <Button size="small" variant="ghost" onClick={() => draft.dropAside()}>
            {t('draft.drop')}
          </Button>
        </Note>
      )}
    </>
  );
}

function Note({ text, isUrgent = false, children }: { text: string; isUrgent?: boolean; children: ReactNode }) {
  return (
    <div role={isUrgent ? 'alert' : 'status'} className="grid gap-2 rounded-md border border-accent bg-accent-soft p-3 text-sm text-accent-foreground">
      <p>{text}</p>
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  );
}
