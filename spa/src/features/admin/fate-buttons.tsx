import { useApolloClient } from '@apollo/client/react';
import { Button } from '@/components/ui/button';
import { confirmed } from '@/lib/asking';
import { useI18n } from '@/lib/i18n';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import type { Act } from './acts';

type Props = { id: string; name: string; replay: Act | null; drop: Act | null; onDone: () => unknown };

/** What can be done with something that is dead. */
export function FateButtons({ id, name, replay, drop, onDone }: Props) {
  const { t } = useI18n();
  const client = useApolloClient();
  const attempt = useAttempt();
  const tell = (message: string) => {
    notify({ subject: id, message });
    onDone();
  };
  const doReplay = (act: Act) => attempt(t('admin.notReplayed', { name }), () => act(client, id), () => tell(t('admin.replayed', { name })));
  const doDrop = async (act: Act) => {
    if (!(await confirmed(t('admin.dropSure', { name }), t('admin.drop'), true))) return;
    await attempt(t('admin.notDropped', { name }), () => act(client, id), () => tell(t('admin.dropped', { name })));
  };
  return (
    <span className="flex flex-wrap gap-2">
      {replay && (
        <Button size="small" variant="outline" aria-label={t('admin.replayName', { name })} onClick={() => void doReplay(replay)}>
          {t('admin.replay')}
        </Button>
      )}
      {drop && (
        <Button size="small" variant="danger" aria-label={t('admin.dropName', { name })} onClick={() => void doDrop(drop)}>
          {t('admin.drop')}
        </Button>
      )}
    </span>
  );
}
