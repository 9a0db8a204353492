import { graphql, readFragment, type FragmentType } from '@/gql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { dropLetter, replayLetter } from './acts';
import { FateButtons } from './fate-buttons';

export const LetterFragment = graphql(/* GraphQL */ `
  fragment LetterItem_letter on DeadLetter { id queue cause deadAt body }
`);

type Props = { letter: FragmentType<typeof LetterFragment>; onDone: () => unknown };

export function LetterItem({ letter: ref, onDone }: Props) {
  const { id, queue, cause, deadAt, body } = readFragment(LetterFragment, ref);
  const { t, locale } = useI18n();
  return (
    <li className="grid gap-2 rounded-lg border bg-card p-4" data-testid="letter">
      <h3 className="font-mono text-sm break-words">{queue}</h3>
      <p className="text-sm break-words">
        <span className="font-semibold">{`${t('admin.cause')}: `}</span>
        {cause ? <span lang="en" className="font-mono text-xs">{cause}</span> : t('admin.unknownCause')}
        {deadAt && <span className="text-muted-foreground">{` · ${moment(deadAt, locale)}`}</span>}
      </p>
      <details className="text-sm">
        <summary className="min-h-6 cursor-pointer font-semibold">{t('admin.body')}</summary>
        <pre role="region" tabIndex={0} aria-label={t('admin.body')} className="mt-2 max-h-64 overflow-auto rounded-md bg-muted p-2 text-xs">{body}</pre>
      </details>
      <FateButtons id={id} name={t('admin.letter', { queue })} replay={replayLetter} drop={dropLetter} onDone={onDone} />
    </li>
  );
}
