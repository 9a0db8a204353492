import { useApolloClient } from '@apollo/client/react';
import type { ApolloClient } from '@apollo/client';
import { useState } from 'react';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { SignedOut, type Port, type Version } from './draft';
import { DraftNotes, SavingStatus } from './draft-notes';
import { RichField } from './rich-field';
import { answered } from './saving';
import { useDraft } from './use-draft';

const SaveArticle = graphql(/* GraphQL */ `
  mutation SaveArticle($input: UpdateLessonInput!, $locale: Locale!) {
    updateLesson(input: $input) {
      lesson { id revision content { ... on ArticleContent { html(locale: $locale) } } }
      userErrors { code message }
    }
  }
`);

const CurrentArticle = graphql(/* GraphQL */ `
  query CurrentArticle($id: ID!, $locale: Locale!) {
    viewer { user { id } }
    lesson(id: $id) { id revision content { ... on ArticleContent { html(locale: $locale) } } }
  }
`);

type Article = { html: string };

function articlePort(client: ApolloClient, lessonId: string, accountId: string, locale: string): Port<Article> {
  const load = async (): Promise<Version<Article>> => {
    const { data } = await client.query({ query: CurrentArticle, variables: { id: lessonId, locale }, fetchPolicy: 'network-only' });
    // To others an article is empty: that is no text to take over.
    if (data?.viewer?.user.id !== accountId) throw new SignedOut();
    const content = data.lesson?.content;
    if (content?.__typename !== 'ArticleContent') throw new Error(`lesson ${lessonId} was not answered`);
    return { value: { html: content.html }, revision: data.lesson?.revision ?? null };
  };
  return {
    load,
    save: async (changes, { revision }) => {
      if (changes.html === undefined) return { kind: 'saved', revision };
      const input = { id: lessonId, expectedRevision: revision, articleHtml: [{ locale, text: changes.html }] };
      return answered(async () => {
        const { data } = await client.mutate({ mutation: SaveArticle, variables: { input, locale } });
        return { revision: data?.updateLesson.lesson?.revision ?? revision, errors: data?.updateLesson.userErrors };
      });
    },
  };
}

type Props = { lessonId: string; accountId: string; html: string; revision: number; locale: string };

export function ArticleForm({ lessonId, accountId, html, revision, locale }: Props) {
  const { t } = useI18n();
  const client = useApolloClient();
  const [port] = useState(() => articlePort(client, lessonId, accountId, locale));
  const [state, draft] = useDraft(`${accountId}:${lessonId}:${locale}`, { value: { html }, revision }, port);
  return (
    <div className="grid gap-3">
      <DraftNotes draft={draft} state={state} />
      <RichField
        key={state.epoch}
        label={t('editor.article')}
        html={state.value.html}
        onChange={(text) => draft.edit({ html: text })}
        onSave={() => draft.flush()}
      />
      <SavingStatus status={state.status} />
    </div>
  );
}
