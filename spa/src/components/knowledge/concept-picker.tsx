import { useQuery } from '@apollo/client/react';
import { useDeferredValue, useState } from 'react';
import { ErrorState } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/knowledge';

const FindConcepts = graphql(/* GraphQL */ `
  query FindConcepts($query: String!) {
    concepts(query: $query, first: 8) { nodes { id name } }
  }
`);

export type Picked = { id: string; name: string };
type Props = { /** What choosing one does, by its name. */ action: (name: string) => string; /** Not offered: they are there already. */ without: readonly string[]; /** What was chosen before is being saved. */ isBusy?: boolean; onPick: (concept: Picked) => void };

/** Finds a concept by its name. Only what answers to the text that stands in the box is shown. */
export function ConceptPicker({ action, without, isBusy = false, onPick }: Props) {
  const { t } = useI18n();
  const [text, setText] = useState('');
  const query = useDeferredValue(text.trim());
  const { data, loading, error, refetch } = useQuery(FindConcepts, { variables: { query }, skip: query === '', fetchPolicy: 'cache-and-network' });
  const found = query === '' ? [] : (data?.concepts.nodes ?? []).filter(({ id }) => !without.includes(id));
  return (
    <div className="grid gap-2">
      <Field label={t('knowledge.search')} hint={t('knowledge.searchHint')}>
        {(id) => <Input id={id} type="search" maxLength={80} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      {error && !data && <ErrorState text={t('knowledge.down')} className="p-4" onRetry={refetch} />}
      {query !== '' && data && !loading && found.length === 0 && (
        <p role="status" className="text-sm text-muted-foreground">
          {t('knowledge.nothingFound')}
        </p>
      )}
      {found.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {found.map((concept) => (
            <li key={concept.id}>
              <Button
                size="small"
                variant="outline"
                disabled={isBusy}
                className="h-auto text-start wrap-anywhere whitespace-normal"
                onClick={() => {
                  setText('');
                  onPick(concept);
                }}
              >
                {action(concept.name)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
