import { MonitorSmartphone, X } from 'lucide-react';
import { Link } from 'react-router';
import { Button } from '@/components/ui/button';
import { clock } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/study';
import type { Elsewhere } from './use-other-device';

type Props = {
  elsewhere: Elsewhere;
  lessonId: string;
  /** The film here stood still and went along by itself. */
  isFollowed: boolean;
  onGo: (ms: number) => void;
  onClose: () => void;
};

/** Says where one is on another device: a film that plays is not moved, one is asked. */
export function ElsewhereNotice({ elsewhere, lessonId, isFollowed, onGo, onClose }: Props) {
  const { t } = useI18n();
  const { positionMs, title } = elsewhere;
  const device = elsewhere.deviceLabel ?? t('study.otherDevice');
  const time = clock(positionMs);
  const isHere = elsewhere.lessonId === lessonId;
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-md bg-accent-soft p-2 ps-3 text-sm text-accent-foreground">
      <MonitorSmartphone aria-hidden className="size-5 shrink-0" />
      <p role="status" className="min-w-0 flex-1 basis-48 wrap-anywhere">
        {isHere ? t(isFollowed ? 'study.followed' : 'study.elsewhere', { device, time }) : t('study.elsewhereLesson', { device, time, title })}
      </p>
      {isHere && !isFollowed && (
        <Button size="small" variant="outline" onClick={() => onGo(positionMs)}>
          {t('study.goThere', { time })}
        </Button>
      )}
      {!isHere && (
        <Button asChild size="small" variant="outline">
          <Link to={`/learn/${elsewhere.lessonId}`}>{t('study.goToLesson')}</Link>
        </Button>
      )}
      <Button size="smallIcon" variant="ghost" aria-label={t('study.close')} title={t('study.close')} onClick={onClose}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
