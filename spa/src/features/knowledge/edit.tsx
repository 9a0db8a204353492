import { useMutation } from '@apollo/client/react';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ConceptForm, type ConceptTexts } from '@/components/knowledge/concept-form';
import { ConceptPicker, type Picked } from '@/components/knowledge/concept-picker';
import { Button } from '@/components/ui/button';
import { Field, Select } from '@/components/ui/field';
import { graphql } from '@/gql';
import type { KnowledgeEdgeKind } from '@/gql/graphql';
import { confirmed } from '@/lib/asking';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/knowledge';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { useHasScope } from '@/lib/viewer';

const LinkConcepts = graphql(/* GraphQL */ `
  mutation LinkConcepts($input: LinkConceptsInput!) {
    linkConcepts(input: $input) { concept { id } userErrors { code message ... on CycleError { cycle { id slug name } } } }
  }
`);

const MergeConcepts = graphql(/* GraphQL */ `
  mutation MergeConcepts($fromId: ID!, $intoId: ID!) {
    mergeConcepts(fromId: $fromId, intoId: $intoId) { concept { id slug } userErrors { code message } }
  }
`);

const KINDS: readonly KnowledgeEdgeKind[] = ['REQUIRES', 'PART_OF'];
type Edited = ConceptTexts & { name: string; prerequisites: readonly Picked[]; parent: Picked | null; mayRename: boolean };
type Props = { concept: Edited; onChange: () => unknown };

type Circle = { message: string; cycle: readonly { id: string; slug: string; name: string }[] };

/** Stays until the next try, with the way to each of them: where the circle is opened, only who reads them knows. */
function CircleShown({ circle: { message, cycle } }: { circle: Circle }) {
  return (
    <div role="alert" className="grid gap-2 rounded-md bg-destructive-soft p-3 text-sm">
      <p className="font-semibold text-destructive">{message}</p>
      <ol className="flex flex-wrap gap-x-3">
        {cycle.map(({ id, slug, name }) => (
          <li key={id}>
            <Link to={`/knowledge/${slug}`} className="inline-block py-1 underline underline-offset-3 wrap-anywhere">
              {name}
            </Link>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Links({ concept, onChange }: Props) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const [kind, setKind] = useState<KnowledgeEdgeKind>('REQUIRES');
  const [circle, setCircle] = useState<Circle | null>(null);
  const [link] = useMutation(LinkConcepts);
  const set = (toId: string, of: KnowledgeEdgeKind, remove: boolean) => {
    setCircle(null);
    let found: Circle | null = null;
    void attempt(
      t('knowledge.notLinked'),
      async () => {
        const errors = (await link({ variables: { input: { fromId: concept.id, toId, kind: of, remove } } })).data?.linkConcepts.userErrors ?? [];
        for (const error of errors) if (error.__typename === 'CycleError') found = error;
        return found ? [] : errors;
      },
      () => (found ? setCircle(found) : onChange()),
    );
  };
  const links = [...concept.prerequisites.map((to) => ({ to, of: KINDS[0] })), ...(concept.parent ? [{ to: concept.parent, of: KINDS[1] }] : [])];
  return (
    <div className="grid gap-3">
      <h3 className="font-semibold">{t('knowledge.link')}</h3>
      <ul className="flex flex-wrap gap-2">
        {links.map(({ to, of = 'REQUIRES' }) => (
          <li key={`${of} ${to.id}`} className="inline-flex items-center gap-1 rounded-full bg-muted ps-3 text-sm">
            <span className="wrap-anywhere">
              {t(`knowledge.kind.${of}`)} {to.name}
            </span>
            <Button size="smallIcon" variant="ghost" aria-label={t('knowledge.unlink', { name: to.name })} onClick={() => set(to.id, of, true)}>
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <Field label={t('knowledge.kind')}>
        {(id) => (
          <Select id={id} value={kind} onChange={(event) => setKind(event.target.value === 'PART_OF' ? 'PART_OF' : 'REQUIRES')}>
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {t(`knowledge.kind.${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {circle && <CircleShown circle={circle} />}
      <ConceptPicker action={(name) => t('knowledge.linkTo', { name })} without={[concept.id]} onPick={({ id }) => set(id, kind, false)} />
    </div>
  );
}

function Merge({ concept }: { concept: Edited }) {
  const { t } = useI18n();
  const attempt = useAttempt();
  const navigate = useNavigate();
  const [merge] = useMutation(MergeConcepts);
  const into = async ({ id, name }: Picked) => {
    if (!(await confirmed(t('knowledge.mergeSure', { from: concept.name, into: name }), t('knowledge.mergeInto', { name })))) return;
    let slug = '';
    await attempt(
      t('knowledge.notMerged'),
      async () => {
        const { data } = await merge({ variables: { fromId: concept.id, intoId: id } });
        slug = data?.mergeConcepts.concept?.slug ?? '';
        return data?.mergeConcepts.userErrors;
      },
      () => void navigate(`/knowledge/${slug}`, { replace: true }),
    );
  };
  return (
    <div className="grid gap-3">
      <h3 className="font-semibold">{t('knowledge.merge')}</h3>
      <p className="text-sm text-muted-foreground">{t('knowledge.mergeText')}</p>
      <ConceptPicker action={(name) => t('knowledge.mergeInto', { name })} without={[concept.id]} onPick={(picked) => void into(picked)} />
    </div>
  );
}

/** Whoever teaches links; whoever proposed it, and staff, rename; staff merges. */
export function Edit({ concept, onChange }: Props) {
  const { t } = useI18n();
  const isStaff = useHasScope('community:moderate');
  const saved = () => {
    notify({ subject: 'concept', message: t('knowledge.saved') });
    void onChange();
  };
  return (
    <section className="grid gap-6 rounded-lg border bg-card p-5">
      <h2 className="text-xl">{t('knowledge.edit')}</h2>
      <Links concept={concept} onChange={onChange} />
      {concept.mayRename && (
        <div className="grid gap-3">
          <h3 className="font-semibold">{t('knowledge.rename')}</h3>
          <ConceptForm key={concept.id} concept={concept} action={t('knowledge.save')} onSaved={saved} />
        </div>
      )}
      {isStaff && <Merge concept={concept} />}
    </section>
  );
}
