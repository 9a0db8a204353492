import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { Component as Teach } from '@/features/teach/route';
import { answering, clientOver } from '@/testing/client';
import { Component as Editor } from '@/features/editor/route';

type Input = { idempotencyKey: string; title: string; kind?: string; originalLocale?: string };

const inputOf = (value: unknown): Input => {
  if (typeof value === 'object' && value !== null && 'idempotencyKey' in value && 'title' in value) {
    const { idempotencyKey, title } = value;
    return { ...value, idempotencyKey: String(idempotencyKey), title: String(title) };
  }
  throw new Error('no input of a creation');
};

type Made = { id: string; input: Input };

const user = { __typename: 'User', id: 'u', handle: 'u', displayName: 'U', avatarUrl: null, isInstructor: true };
const noSettings = { __typename: 'CourseSettings', captionLocales: [], glossary: [], loudness: null };

/** Makes what is asked for once under each key, as the services do; while `loses`, its answers get lost on the way. */
class Service {
  made: Made[] = [];
  loses = true;

  private make(input: Input) {
    const known = this.made.find((each) => each.input.idempotencyKey === input.idempotencyKey);
    if (known) {
      expect(input, 'what is asked for under a key that was used').toEqual(known.input);
      return known.id;
    }
    this.made.push({ id: `id_${this.made.length + 1}`, input });
    return `id_${this.made.length}`;
  }

  private get course() {
    const modules = this.made.filter(({ input }) => !input.kind).map(({ id, input }) => ({ __typename: 'Module', id, title: input.title, rank: id, lessons: [] }));
    return {
      __typename: 'Course', id: 'crs_1', slug: 'uno', status: 'DRAFT', title: 'Uno', owner: { __typename: 'User', id: 'usr_1' }, instructors: [], subtitle: null, descriptionHtml: '', level: 'ALL', originalLocale: 'es', revision: 1,
      modules: [{ __typename: 'Module', id: 'mod_0', title: 'Cero', rank: '0', lessons: [] }, ...modules], deletedItems: [], cover: null, chosenCover: null, settings: noSettings,
    };
  }

  link = answering((name, variables) => {
    if (name === 'Viewer') return { data: { viewer: { __typename: 'Viewer', user, scopes: [] } } };
    if (name === 'Teach') return { data: { viewer: { __typename: 'Viewer', user: { ...user, teaching: { __typename: 'CourseConnection', nodes: [] } } } } };
    if (!name.startsWith('Create')) return { data: { course: this.course } };
    const id = this.make(inputOf(variables.input));
    if (this.loses) return new Error('network');
    const kind = name.slice('Create'.length);
    return { data: { [`create${kind}`]: { __typename: `${kind}Payload`, [kind.toLowerCase()]: { __typename: kind, id }, userErrors: [] } } };
  });
}

function open(path: string) {
  const service = new Service();
  render(
    <ApolloProvider client={clientOver(service.link)}>
      <I18nProvider>
        <MemoryRouter initialEntries={[path]}>
          <Routes>
            <Route path="/teach" element={<Teach />} />
            <Route path="/teach/crs_1" element={<Editor />} />
            <Route path="/teach/:courseId" element={<p>the new course</p>} />
          </Routes>
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  return service;
}

/** Types a name and presses; the form is the field's own. */
async function ask(label: string, name: string) {
  const field = await screen.findByLabelText(label);
  fireEvent.change(field, { target: { value: name } });
  return { field, press: () => fireEvent.submit(field.closest('form') ?? field) };
}

it.each([
  ['module', 'Nombre del módulo'],
  ['lesson', 'Nombre de la lección'],
])('makes a %s once though the first answer was lost, and another of that name when asked anew', async (_, label) => {
  const service = open('/teach/crs_1');
  const { field, press } = await ask(label, 'Olas');
  press();
  expect(await screen.findByRole('alert')).toBeVisible();
  expect(field, 'what was typed').toHaveValue('Olas');
  service.loses = false;
  press();
  await waitFor(() => expect(field).toHaveValue(''));
  expect(service.made).toHaveLength(1);
  const again = await ask(label, 'Olas');
  again.press();
  await expect.poll(() => service.made.length).toBe(2);
});

it('makes a course once though the first answer was lost, and goes to it', async () => {
  const service = open('/teach');
  const { field, press } = await ask('Título del curso', 'Olas');
  press();
  expect(await screen.findByRole('alert')).toBeVisible();
  expect(field, 'what was typed').toHaveValue('Olas');
  service.loses = false;
  press();
  expect(await screen.findByText('the new course')).toBeVisible();
  expect(service.made).toHaveLength(1);
});

it('makes another lesson when its kind was changed after a lost answer', async () => {
  const service = open('/teach/crs_1');
  const { field, press } = await ask('Nombre de la lección', 'Olas');
  press();
  expect(await screen.findByRole('alert')).toBeVisible();
  service.loses = false;
  fireEvent.change(within(field.closest('form') ?? field).getByLabelText('Tipo'), { target: { value: 'ARTICLE' } });
  press();
  await waitFor(() => expect(field).toHaveValue(''));
  expect(service.made.map(({ input }) => input.kind)).toEqual(['VIDEO', 'ARTICLE']);
});
