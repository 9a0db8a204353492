import { useMutation } from '@apollo/client/react';
import { useState, type SyntheticEvent } from 'react';
import { UserErrors } from '@/components/page-states';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { graphql } from '@/gql';
import { useI18n } from '@/lib/i18n';
import '@/lib/messages/knowledge';
import { useSending } from '@/lib/use-sending';
import type { Picked } from './concept-picker';

const SaveConcept = graphql(/* GraphQL */ `
  mutation SaveConcept($input: UpsertConceptInput!) {
    upsertConcept(input: $input) { concept { id slug name } userErrors { code message path } }
  }
`);

/** An address made of a name: «Índices en SQL» is indices-en-sql. */
export const slugOf = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');

export type ConceptTexts = { id: string; slug: string; nameEs: string; nameEn: string };
type Props = { /** One that is there, to be changed. */ concept?: ConceptTexts; action: string; onSaved: (concept: Picked & { slug: string }) => unknown };

export function ConceptForm({ concept, action, onSaved }: Props) {
  const { t } = useI18n();
  const [nameEs, setEs] = useState(concept?.nameEs ?? '');
  const [nameEn, setEn] = useState(concept?.nameEn ?? '');
  const [typed, setTyped] = useState(concept?.slug ?? null);
  const [save] = useMutation(SaveConcept);
  const { isSending, refusals, send } = useSending(t('knowledge.notSaved'));
  const slug = typed ?? slugOf(nameEs || nameEn);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const name = [
      { locale: 'es', text: nameEs },
      { locale: 'en', text: nameEn },
    ].filter(({ text }) => text.trim() !== '');
    await send(async () => {
      const { data } = await save({ variables: { input: { id: concept?.id, slug, name } } });
      const saved = data?.upsertConcept.concept;
      if (saved) {
        if (!concept) {
          setEs('');
          setEn('');
          setTyped(null);
        }
        onSaved(saved);
      }
      return data?.upsertConcept.userErrors ?? [];
    });
  };
  return (
    <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('knowledge.nameEs')}>{(id) => <Input id={id} maxLength={80} value={nameEs} onChange={(event) => setEs(event.target.value)} />}</Field>
        <Field label={t('knowledge.nameEn')}>{(id) => <Input id={id} maxLength={80} value={nameEn} onChange={(event) => setEn(event.target.value)} />}</Field>
      </div>
      <Field label={t('knowledge.slug')} hint={t('knowledge.slugHint')}>
        {(id) => <Input id={id} maxLength={60} value={slug} onChange={(event) => setTyped(event.target.value)} />}
      </Field>
      <UserErrors errors={refusals} />
      <Button type="submit" className="justify-self-start" disabled={isSending || slug === ''}>
        {action}
      </Button>
    </form>
  );
}
