import { useMutation, useQuery } from '@apollo/client/react';
import { X } from 'lucide-react';
import { Link } from 'react-router';
import { ConceptPicker } from '@/components/knowledge/concept-picker';
import { ErrorState } from '@/components/page-states';
import { Skeleton } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/knowledge';
import { useAttempt } from '@/lib/use-attempt';
import { useKept } from '@/lib/use-kept';

const LessonTeaches = graphql(/* GraphQL */ `
  query LessonTeaches($id: ID!) {
    lesson(id: $id) { id teaches { weight startMs concept { id slug name } } }
  }
`);

const TagLesson = graphql(/* GraphQL */ `
  mutation TagLesson($input: TagLessonInput!) {
    tagLesson(input: $input) { lesson { id teaches { weight startMs concept { id slug name } } } userErrors { code message } }
  }
`);

const MOST = 6;

/** What a lesson teaches: saved as it is chosen, one choice after the other, since each says all of it. */
export function LessonConcepts({ lessonId }: { lessonId: string }) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const { data, loading, error, refetch } = useQuery(LessonTeaches, { variables: { id: lessonId } });
  const teaches = useKept(lessonId, data?.lesson?.teaches, loading || error !== undefined);
  const [tag, { loading: isSaving }] = useMutation(TagLesson);
  if (!teaches) return loading ? <Skeleton className="h-20" /> : <ErrorState text={t('knowledge.teachesDown')} className="p-4" onRetry={refetch} />;
  const set = (concepts: { conceptId: string; weight?: number; startMs?: number | null }[]) =>
    void attempt(t('knowledge.notTagged'), async () => (await tag({ variables: { input: { lessonId, concepts } } })).data?.tagLesson.userErrors);
  const now = teaches.map(({ concept, weight, startMs }) => ({ conceptId: concept.id, weight, startMs }));
  return (
    <section className="grid gap-3">
      <div className="grid gap-1">
        <h4 className="text-sm font-semibold">{t('knowledge.teaches')}</h4>
        <p className="text-sm text-muted-foreground">{t('knowledge.teachesText')}</p>
      </div>
      {teaches.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {teaches.map(({ concept }) => (
            <li key={concept.id} className="inline-flex items-center gap-1 rounded-full bg-primary-soft ps-3 text-sm font-semibold">
              <Link to={`/knowledge/${concept.slug}`} className="wrap-anywhere underline-offset-3 hover:underline">
                {concept.name}
              </Link>
              <Button size="smallIcon" variant="ghost" isBusy={isSaving} aria-label={t('knowledge.remove', { name: concept.name })} onClick={() => set(now.filter(({ conceptId }) => conceptId !== concept.id))}>
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {teaches.length < MOST && (
        <ConceptPicker
          action={(name) => t('knowledge.add', { name })}
          isBusy={isSaving}
          without={now.map(({ conceptId }) => conceptId)}
          onPick={({ id }) => set([...now, { conceptId: id, weight: 1 }])}
        />
      )}
      <Link to="/knowledge#propose" className="justify-self-start text-sm text-primary underline underline-offset-3">
        {t('knowledge.propose')}
      </Link>
    </section>
  );
}
