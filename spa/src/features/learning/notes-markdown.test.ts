import { describe, expect, it } from 'vitest';
import { fileName, notesAsMarkdown, secondPath } from './notes-markdown';

const note = (positionMs: number, bodyMarkdown: string) => ({ positionMs, bodyMarkdown });

describe('the notes of a course as a file', () => {
  it('lead to their seconds, as they were written', () => {
    const text = notesAsMarkdown('Mis notas de *SQL*', [{ lessonId: 'les_1', title: 'Uno [1]', isThere: true, notes: [note(0, 'al **inicio**'), note(754_400, '- dos')] }], 'https://aula.example');
    expect(text).toBe(
      [
        String.raw`# Mis notas de \*SQL\*`,
        String.raw`## Uno \[1\]`,
        '[0:00](https://aula.example/learn/les_1)',
        'al **inicio**',
        '[12:34](https://aula.example/learn/les_1?t=754)',
        '- dos\n',
      ].join('\n\n'),
    );
  });

  it('of a lesson that is gone lead nowhere', () => {
    expect(notesAsMarkdown('x', [{ lessonId: 'gone', title: 'Se fue', isThere: false, notes: [note(5_000, 'queda')] }], 'https://aula.example')).toContain('## Se fue\n\n0:05\n\nqueda');
  });

  it('have a name that every system takes, whatever the course is called', () => {
    expect(fileName('Mis notas de Índices: ¿B+?')).toBe('Mis-notas-de-Indices-B.md');
    expect(fileName('…')).toBe('notes.md');
  });

  it('know the address of a second', () => expect([secondPath('l', 0), secondPath('l', 1_999)]).toEqual(['/learn/l', '/learn/l?t=1']));
});
