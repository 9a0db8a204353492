import { useMutation } from '@apollo/client/react';
import { Link, useLocation } from 'react-router';
import { VideoPanel } from '@/components/upload/video-panel';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { UpdateLessonInput } from '@/gql/graphql';
import { confirmed } from '@/lib/asking';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/study';
import { useAttempt } from '@/lib/use-attempt';
import { ArticleForm } from './article-form';
import { LessonConcepts } from './lesson-concepts';
import { LessonPublishing } from './lesson-status';
import { RenameForm } from './rename-form';

export const LessonSettingsFragment = graphql(/* GraphQL */ `
  fragment LessonSettings_lesson on Lesson {
    id
    title(locale: $locale)
    revision
    isFreePreview
    releaseAt
    ...LessonStatus_lesson
    content {
      ... on ArticleContent { html(locale: $locale) }
      ... on VideoContent { video { id status } replacement { id status } }
    }
  }
`);

const SetLesson = graphql(/* GraphQL */ `
  mutation SetLesson($input: UpdateLessonInput!, $locale: Locale!) {
    updateLesson(input: $input) { lesson { id ...LessonSettings_lesson } userErrors { code message } }
  }
`);

/** A moment as `datetime-local` writes it, in the time of this device. */
export function localMoment(iso: string): string {
  const moment = new Date(iso);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

type Props = { lesson: FragmentType<typeof LessonSettingsFragment>; locale: string; accountId: string; onRefresh: () => unknown };

export function LessonSettings({ lesson: ref, locale, accountId, onRefresh }: Props) {
  const lesson = readFragment(LessonSettingsFragment, ref);
  const { t } = useI18n();
  const { pathname } = useLocation();
  const attempt = useAttempt();
  const [setLesson] = useMutation(SetLesson);
  const { id, title, content, releaseAt } = lesson;
  const change = async (input: Omit<UpdateLessonInput, 'id'>) => {
    const { data } = await setLesson({ variables: { input: { id, ...input }, locale } });
    return data?.updateLesson.userErrors ?? [];
  };
  const set = (input: Omit<UpdateLessonInput, 'id'>) => void attempt(t('editor.notChanged', { name: title }), () => change(input));
  const removeVideo = async () => {
    if (await confirmed(t('editor.removeVideoSure', { name: title }), t('editor.removeVideo'))) set({ videoId: null });
  };
  return (
    <div className="grid grid-cols-1 gap-4 border-t p-3">
      <RenameForm label={t('editor.lessonTitle')} title={title} onRename={(text) => change({ title: [{ locale, text }] })} />
      <LessonPublishing lesson={lesson} name={title} />
      <label className="inline-flex min-h-9 items-center gap-2 text-sm">
        <input type="checkbox" className="size-4 accent-primary" checked={lesson.isFreePreview} onChange={(e) => set({ isFreePreview: e.target.checked })} />
        {t('editor.freePreview')}
      </label>
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t('editor.releaseAt')}>
          {(field) => (
            <Input
              key={releaseAt}
              id={field}
              type="datetime-local"
              defaultValue={releaseAt ? localMoment(releaseAt) : ''}
              onBlur={(e) => {
                // Half a date reads as none, and would publish at once what was to wait.
                if (e.target.validity.badInput) return;
                const at = e.target.value === '' ? null : new Date(e.target.value).toISOString();
                if (at !== (releaseAt ? new Date(localMoment(releaseAt)).toISOString() : null)) set({ releaseAt: at });
              }}
            />
          )}
        </Field>
        {releaseAt && (
          <Button size="small" variant="ghost" onClick={() => set({ releaseAt: null })}>
            {t('editor.clearRelease')}
          </Button>
        )}
      </div>
      <LessonConcepts lessonId={id} />
      {content.__typename === 'ArticleContent' ? (
        <ArticleForm lessonId={id} accountId={accountId} html={content.html} revision={lesson.revision} locale={locale} />
      ) : (
        <>
          <VideoPanel
            target={{ lessonId: id, lessonTitle: title, path: pathname }}
            accountId={accountId}
            video={content.video ?? null}
            replacement={content.replacement ?? null}
            onRefresh={onRefresh}
          />
          {content.video && (content.video.status === 'PLAYABLE' || content.video.status === 'READY') && (
            <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
              <Link to={`/teach/videos/${content.video.id}/captions`} state={{ from: pathname }} className="text-primary underline underline-offset-3" aria-label={t('cues.openName', { name: title })}>
                {t('cues.open')}
              </Link>
              <Link to={`/teach/videos/${content.video.id}/poster`} state={{ from: pathname }} className="text-primary underline underline-offset-3" aria-label={t('poster.openName', { name: title })}>
                {t('poster.open')}
              </Link>
              <Link to={`/teach/lessons/${id}/chapters`} state={{ from: pathname }} className="text-primary underline underline-offset-3" aria-label={t('study.chaptersOpenName', { name: title })}>
                {t('study.chapters')}
              </Link>
            </p>
          )}
          {content.video && content.video.status !== 'UPLOADING' && (
            <Button size="small" variant="danger" className="justify-self-start" onClick={() => void removeVideo()}>
              {t('editor.removeVideo')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
