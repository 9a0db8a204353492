import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { Field, Input, Select, Textarea } from '@/components/ui/field';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { CourseLevel, Details_CourseFragment, UpdateCourseInput } from '@/gql/graphql';
import { useI18n } from '@/lib/i18n';
import { SignedOut, type Port, type Version } from './draft';
import { DraftNotes, SavingStatus } from './draft-notes';
import { RichField } from './rich-field';
import { answered } from './saving';
import { useDraft } from './use-draft';

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
    viewer { user { id } }
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

const LEVELS: readonly CourseLevel[] = ['ALL', 'BEGINNER', 'INTERMEDIATE', 'ADVANCED'];
const levelOf = (text: string): CourseLevel => LEVELS.find((level) => level === text) ?? 'ALL';

type Form = { title: string; subtitle: string; descriptionHtml: string; level: string };

const versionOf = (course: Details_CourseFragment): Version<Form> => ({
  value: { title: course.title, subtitle: course.subtitle ?? '', descriptionHtml: course.descriptionHtml, level: course.level },
  revision: course.revision,
});

/** Only what was changed is sent: a new title leaves the description as it is, and an empty subtitle those of other languages. */
function inputOf(changes: Partial<Form>, locale: string): Omit<UpdateCourseInput, 'id' | 'expectedRevision'> {
  const localized = (text: string) => [{ locale, text }];
  return {
    ...(changes.title !== undefined && { title: localized(changes.title.trim()) }),
    ...(changes.subtitle !== undefined && { subtitle: localized(changes.subtitle.trim()) }),
    ...(changes.descriptionHtml !== undefined && { descriptionHtml: localized(changes.descriptionHtml) }),
    ...(changes.level !== undefined && { level: levelOf(changes.level) }),
  };
}

function detailsPort(client: ApolloClient, id: string, accountId: string, locale: string, untitled: string): Port<Form> {
  return {
    load: async () => {
      const { data } = await client.query({ query: CurrentDetails, variables: { id, locale }, fetchPolicy: 'network-only' });
      if (data?.viewer?.user.id !== accountId) throw new SignedOut();
      const course = readFragment(DetailsFragment, data.course);
      if (!course) throw new Error(`course ${id} was not answered`);
      return versionOf(course);
    },
    save: async (changes, { revision }) => {
      if (changes.title?.trim() === '') return { kind: 'refused', message: untitled };
      const input = { id, expectedRevision: revision ?? 0, ...inputOf(changes, locale) };
      return answered(async () => {
        const { data } = await client.mutate({ mutation: UpdateCourse, variables: { input, locale } });
        const saved = readFragment(DetailsFragment, data?.updateCourse.course);
        return { revision: saved?.revision ?? revision, errors: data?.updateCourse.userErrors };
      });
    },
  };
}

type Props = { course: FragmentType<typeof DetailsFragment>; accountId: string };

export function Details({ course: ref, accountId }: Props) {
  const course = readFragment(DetailsFragment, ref);
  const { t } = useI18n();
  const client = useApolloClient();
  const [port] = useState(() => detailsPort(client, course.id, accountId, course.originalLocale, t('editor.titleNeeded')));
  const [state, draft] = useDraft(`${accountId}:${course.id}:${course.originalLocale}`, versionOf(course), port);
  const { value } = state;
  return (
    <section className="grid content-start gap-4">
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="text-xl">{t('editor.details')}</h2>
        <SavingStatus status={state.status} />
      </div>
      <DraftNotes draft={draft} state={state} />
      <Field label={t('editor.title')}>
        {(id) => <Input id={id} required maxLength={120} value={value.title} onChange={(e) => draft.edit({ title: e.target.value })} />}
      </Field>
      <Field label={t('editor.subtitle')}>
        {(id) => <Textarea id={id} maxLength={240} value={value.subtitle} onChange={(e) => draft.edit({ subtitle: e.target.value })} />}
      </Field>
      <Field label={t('editor.level')}>
        {(id) => (
          <Select id={id} value={value.level} onChange={(e) => draft.edit({ level: e.target.value })}>
            {LEVELS.map((level) => (
              <option key={level} value={level}>
                {t(`level.${level}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <RichField
        key={state.epoch}
        label={t('editor.description')}
        html={value.descriptionHtml}
        onChange={(descriptionHtml) => draft.edit({ descriptionHtml })}
        onSave={() => draft.flush()}
      />
    </section>
  );
}
