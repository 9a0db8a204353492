import { useMutation } from '@apollo/client/react';
import { BookOpenCheck } from 'lucide-react';
import { useEffect, useRef, type RefObject } from 'react';
import { SafeHtml } from '@/components/safe-html';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { useAttempt } from '@/lib/use-attempt';

const RecordRead = graphql(/* GraphQL */ `
  mutation RecordRead($lessonId: ID!) {
    recordRead(lessonId: $lessonId) {
      progress {
        readAt
        lesson {
          id
          viewerProgress { coverage completedAt readAt }
          next { id viewerAccess { allowed } }
          course { id viewerEnrollment { id status progress completedAt } }
        }
      }
      userErrors { code message }
    }
  }
`);

const LEAST_MS = 3_000;
const MOST_MS = 30_000;
/** Nobody reads that much faster than the time it is meant to take. */
const SHARE = 0.2;
const STEP_MS = 250;

export const timeToRead = (readingMs: number) => Math.min(MOST_MS, Math.max(LEAST_MS, readingMs * SHARE));

/** Once the end has been in sight and the text on screen for a while; one that fits the screen shows its end at once. */
function useReadToEnd(end: RefObject<HTMLElement | null>, needMs: number, isWanted: boolean, onRead: () => void) {
  const latest = useRef(onRead);
  useEffect(() => {
    latest.current = onRead;
  });
  useEffect(() => {
    const mark = end.current;
    if (!mark || !isWanted) return;
    let isEndSeen = false;
    let spentMs = 0;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) isEndSeen = true;
    });
    observer.observe(mark);
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') spentMs += STEP_MS;
      if (!isEndSeen || spentMs < needMs) return;
      clearInterval(timer);
      latest.current();
    }, STEP_MS);
    return () => {
      clearInterval(timer);
      observer.disconnect();
    };
  }, [end, needMs, isWanted]);
}

type Props = {
  lessonId: string;
  html: string;
  readingMs: number;
  readAt: string | null;
  /** Only who takes the course has progress in it. */
  isCounted: boolean;
};

export function ArticleReader({ lessonId, html, readingMs, readAt, isCounted }: Props) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const end = useRef<HTMLDivElement>(null);
  const [record] = useMutation(RecordRead);
  const isRead = Boolean(readAt);
  useReadToEnd(end, timeToRead(readingMs), isCounted && !isRead, () => {
    void attempt(t('article.notSaved'), async () => (await record({ variables: { lessonId } })).data?.recordRead.userErrors);
  });
  return (
    <article className="rounded-lg border bg-card p-5 sm:p-8">
      <SafeHtml html={html} className="max-w-prose text-lg" />
      <div ref={end} className="h-px" />
      {isCounted && (
        <p role="status" className="mt-6 flex min-h-6 items-center gap-2 text-sm text-muted-foreground">
          {isRead && (
            <>
              <BookOpenCheck aria-hidden className="size-4 text-success" />
              {t('article.read')}
            </>
          )}
        </p>
      )}
    </article>
  );
}
