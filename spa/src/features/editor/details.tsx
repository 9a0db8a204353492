import { useApolloClient, useMutation } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Input, Select, Textarea } from '@/components/ui/field';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { CourseLevel, Details_CourseFragment, UpdateCourseMutation } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import { htmlToText, textToHtml } from '@/lib/text';

export const DetailsFragment = graphql(/* GraphQL */ `
  fragment Details_course on Course {
    id
    title(locale: $locale)
    subtitle(locale: $locale)
    descriptionHtml(locale: $locale)
    level
    originalLocale
    revision
  }
`);

const CurrentDetails = graphql(/* GraphQL */ `
  query CurrentDetails($id: ID!, $locale: Locale!) {
    course(id: $id) { id ...Details_course }
  }
`);

const UpdateCourse = graphql(/* GraphQL */ `
  mutation UpdateCourse($input: UpdateCourseInput!, $locale: Locale!) {
    updateCourse(input: $input) {
      course { id ...Details_course }
      userErrors { code message path }
    }
  }
`);

const TYPING_PAUSE_MS = 800;
const LEVELS: readonly CourseLevel[] = ['ALL', 'BEGINNER', 'INTERMEDIATE', 'ADVANCED'];
type Form = { title: string; subtitle: string; description: string; level: CourseLevel };
type Refusals = UpdateCourseMutation['updateCourse']['userErrors'];
type Saving = 'idle' | 'saving' | 'saved' | 'failed';
type Props = { course: FragmentType<typeof DetailsFragment>; onRefresh: () => unknown };

const formOf = (course: Details_CourseFragment): Form => ({
  title: course.title,
  subtitle: course.subtitle ?? '',
  description: htmlToText(course.descriptionHtml),
  level: course.level,
});

export function Details({ course: ref, onRefresh }: Props) {
  const course = readFragment(DetailsFragment, ref);
  const { t } = useI18n();
  const client = useApolloClient();
  const [update] = useMutation(UpdateCourse);
  const [saving, setSaving] = useState<Saving>('idle');
  const [refusals, setRefusals] = useState<Refusals>([]);
  const isConflict = refusals.some((error) => error.__typename === 'ConflictError');
  const [form, setForm] = useState<Form>(() => formOf(course));
  const touched = useRef(false);
  const revision = useRef(course.revision);
  const lastSave = useRef(Promise.resolve());
  useEffect(() => {
    revision.current = course.revision;
  }, [course.revision]);

  useEffect(() => {
    if (!touched.current || isConflict || form.title.trim() === '') return;
    const save = async () => {
      setSaving('saving');
      const localized = (text: string) => [{ locale: course.originalLocale, text }];
      const input = {
        id: course.id,
        expectedRevision: revision.current,
        title: localized(form.title.trim()),
        subtitle: localized(form.subtitle.trim()),
        descriptionHtml: localized(textToHtml(form.description)),
        level: form.level,
      };
      const { data } = await update({ variables: { input, locale: course.originalLocale } });
      const errors = data?.updateCourse.userErrors ?? [];
      const saved = readFragment(DetailsFragment, data?.updateCourse.course);
      if (saved) revision.current = saved.revision;
      setRefusals(errors);
      setSaving(errors.length === 0 ? 'saved' : 'failed');
    };
    // One after the other: two at once would expect the same revision, and the second would be refused.
    const timer = setTimeout(() => {
      lastSave.current = lastSave.current.then(save).catch(() => setSaving('failed'));
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [form, isConflict, course.id, course.originalLocale, update]);

  const settle = async (keep: 'mine' | 'current') => {
    const variables = { id: course.id, locale: course.originalLocale };
    const { data } = await client.query({ query: CurrentDetails, variables, fetchPolicy: 'network-only' });
    const current = readFragment(DetailsFragment, data?.course);
    if (!current) return;
    revision.current = current.revision;
    if (keep === 'current') {
      touched.current = false;
      setForm(formOf(current));
      setSaving('idle');
    }
    setRefusals([]);
    await onRefresh();
  };

  const set = (change: Partial<Form>) => {
    touched.current = true;
    setForm((before) => ({ ...before, ...change }));
  };
  const status = { idle: '', saving: t('editor.saving'), saved: t('editor.saved'), failed: t('editor.unsaved') }[saving];
  return (
    <section className="grid content-start gap-4">
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="text-xl">{t('editor.details')}</h2>
        <p role="status" className="text-sm text-muted-foreground">
          {status}
        </p>
      </div>
      <Field label={t('editor.title')}>{(id) => <Input id={id} required maxLength={120} value={form.title} onChange={(e) => set({ title: e.target.value })} />}</Field>
      <Field label={t('editor.subtitle')}>
        {(id) => <Textarea id={id} maxLength={240} value={form.subtitle} onChange={(e) => set({ subtitle: e.target.value })} />}
      </Field>
      <Field label={t('editor.level')}>
        {(id) => (
          <Select id={id} value={form.level} onChange={(e) => set({ level: LEVELS.find((l) => l === e.target.value) ?? 'ALL' })}>
            {LEVELS.map((level) => (
              <option key={level} value={level}>
                {t(`level.${level}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('editor.description')} hint={t('editor.descriptionHelp')}>
        {(id) => <Textarea id={id} className="min-h-48" value={form.description} onChange={(e) => set({ description: e.target.value })} />}
      </Field>
      <UserErrors errors={refusals} />
      {isConflict && (
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" onClick={() => void settle('current').catch(() => undefined)}>
            {t('editor.loadCurrent')}
          </Button>
          <Button variant="ghost" onClick={() => void settle('mine').catch(() => undefined)}>
            {t('editor.keepMine')}
          </Button>
        </div>
      )}
    </section>
  );
}
