import { describe, expect, it } from 'vitest';
import { answering, clientOver } from '@/testing/client';
import { graphPort } from './upload-port';

const error = (code: string) => ({ __typename: code === 'NOT_FOUND' ? 'NotFoundError' : 'ValidationError', code, message: `because ${code}` });
const portWhere = (status: string | null, ...codes: string[]) => {
  const upload = status && { __typename: 'Upload', id: 'upl_1', status };
  return graphPort(clientOver(answering(() => ({ data: { abortUpload: { __typename: 'UploadPayload', upload, userErrors: codes.map(error) } } }))));
};

describe('ending an upload', () => {
  it('works where the server has ended it, or knows none', async () => {
    await expect(portWhere('ABORTED').abort('upl_1')).resolves.toBeUndefined();
    await expect(portWhere(null, 'NOT_FOUND').abort('upl_1')).resolves.toBeUndefined();
  });

  it('fails where the server refuses, in its words', async () => {
    await expect(portWhere(null, 'FORBIDDEN').abort('upl_1')).rejects.toThrow('because FORBIDDEN');
    await expect(portWhere(null, 'NOT_FOUND', 'FORBIDDEN').abort('upl_1')).rejects.toThrow('because FORBIDDEN');
  });

  it('fails where all of it had arrived before', async () => {
    await expect(portWhere('COMPLETE').abort('upl_1')).rejects.toThrow('whole');
  });
});

it('creates an upload under the key that it is given', async () => {
  const inputs: unknown[] = [];
  const client = clientOver(
    answering((_name, { input }) => {
      inputs.push(input);
      const video = { __typename: 'Video', id: 'vid_1', status: 'UPLOADING' };
      const upload = { __typename: 'Upload', id: 'upl_1', tusUrl: 'https://aula.test/uploads/1', video };
      return { data: { createVideoUpload: { __typename: 'UploadPayload', upload, userErrors: [] } } };
    }),
  );
  const created = await graphPort(client).create(new File(['x'], 'clase.mkv'), 'l1', null, 'key-1');
  expect(created.kind).toBe('created');
  expect(inputs).toEqual([expect.objectContaining({ idempotencyKey: 'key-1', lessonId: 'l1', filename: 'clase.mkv' })]);
});

const createWhere = (code: string) =>
  graphPort(clientOver(answering(() => ({ data: null, errors: [{ message: code, extensions: { code } }] })))).create(new File(['x'], 'clase.mkv'), 'l1', null, 'key-1');

describe('a creation that has no upload in its answer', () => {
  it.each(['INTERNAL', 'FORBIDDEN'])('has failed where the server says %s', async (code) => expect(await createWhere(code)).toEqual({ kind: 'failed' }));
  it.each(['UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT'])('was not answered where a service says %s', (code) => expect(createWhere(code)).rejects.toThrow());
});
