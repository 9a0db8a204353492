import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import { languageName } from '@/lib/languages';
import { failIf, useAttempt } from '@/lib/use-attempt';

const CommentTranslation = graphql(/* GraphQL */ `
  query CommentTranslation($id: ID!, $to: Locale!) {
    comment(id: $id) { id translation(to: $to) }
  }
`);

type State = { kind: 'offered' } | { kind: 'asked' } | { kind: 'none' } | { kind: 'shown'; to: string; text: string };

const isIn = (locale: string, page: string) => locale.split('-')[0] === page;

type Props = { commentId: string; locale: string | null };

/** Offers a comment that seems to be in another language in the page's; what comes is a machine's work and says so. */
export function Translation({ commentId, locale }: Props) {
  const { t, locale: page } = useI18n();
  const client = useApolloClient();
  const attempt = useAttempt();
  const [state, setState] = useState<State>({ kind: 'offered' });
  if (!locale || isIn(locale, page)) return null;

  const ask = async () => {
    setState({ kind: 'asked' });
    const isAnswered = await attempt(t('comments.notTranslated'), async () => {
      const { data, error } = await client.query({ query: CommentTranslation, variables: { id: commentId, to: page } });
      failIf(error);
      const text = data?.comment?.translation;
      setState(text ? { kind: 'shown', to: page, text } : { kind: 'none' });
    });
    if (!isAnswered) setState({ kind: 'offered' });
  };
  const isShown = state.kind === 'shown' && state.to === page;
  return (
    <div className="grid justify-items-start gap-1">
      {isShown && (
        <blockquote className="grid gap-1 border-l-2 pl-3">
          <p lang={page} className="whitespace-pre-line">
            {state.text}
          </p>
          <footer className="text-sm text-muted-foreground">{t('comments.byMachine', { from: languageName({ locale, label: locale }, page) })}</footer>
        </blockquote>
      )}
      {state.kind === 'none' ? (
        <p role="status" className="text-sm text-muted-foreground">
          {t('comments.noTranslation')}
        </p>
      ) : (
        <Button
          size="small"
          variant="ghost"
          className="-ml-2"
          aria-expanded={isShown}
          disabled={state.kind === 'asked'}
          onClick={() => (isShown ? setState({ kind: 'offered' }) : void ask())}
        >
          {t(isShown ? 'comments.original' : 'comments.translate')}
        </Button>
      )}
    </div>
  );
}
