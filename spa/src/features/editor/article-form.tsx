import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Textarea } from '@/components/ui/field';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { htmlToText, textToHtml } from '@/lib/text';

const SaveArticle = graphql(/* GraphQL */ `
  mutation SaveArticle($input: UpdateLessonInput!, $locale: Locale!) {
    updateLesson(input: $input) {
      lesson { id content { ... on ArticleContent { html(locale: $locale) } } }
      userErrors { code message }
    }
  }
`);

export function ArticleForm({ lessonId, html, locale }: { lessonId: string; html: string; locale: string }) {
  const { t } = useI18n();
  const [text, setText] = useState(() => htmlToText(html));
  const [save, { data, loading, error }] = useMutation(SaveArticle);
  const errors = data?.updateLesson.userErrors ?? (error ? [{ code: 'FAILED', message: t('editor.unsaved') }] : []);
  const act = () =>
    void save({ variables: { input: { id: lessonId, articleHtml: [{ locale, text: textToHtml(text) }] }, locale } }).catch(() => undefined);
  return (
    <div className="grid gap-3">
      <Field label={t('editor.article')} hint={t('editor.descriptionHelp')}>
        {(id) => <Textarea id={id} className="min-h-40" value={text} onChange={(e) => setText(e.target.value)} />}
      </Field>
      <div className="flex items-center gap-3">
        <Button size="small" disabled={loading} onClick={act}>
          {t('editor.save')}
        </Button>
        <p role="status" className="text-sm text-muted-foreground">
          {data && errors.length === 0 ? t('editor.saved') : ''}
        </p>
      </div>
      <UserErrors errors={errors} />
    </div>
  );
}
