import { type ApolloClient, CombinedGraphQLErrors } from '@apollo/client';
import { graphql } from '@/gql';
import type { UploadStatus } from '@/gql/graphql';

const CreateUpload = graphql(/* GraphQL */ `
  mutation CreateVideoUpload($input: CreateVideoUploadInput!) {
    createVideoUpload(input: $input) {
      upload { id tusUrl video { id status } }
      userErrors { code message }
    }
  }
`);

const AbortUpload = graphql(/* GraphQL */ `
  mutation AbortUpload($id: ID!) {
    abortUpload(id: $id) { upload { id status } userErrors { code message } }
  }
`);

const UnfinishedUploads = graphql(/* GraphQL */ `
  query UnfinishedUploads {
    myVideos(status: [UPLOADING], first: 20) {
      nodes { id source { name } upload { id tusUrl bytes receivedBytes } lessons { id title course { id } } }
    }
  }
`);

const UploadState = graphql(/* GraphQL */ `
  query UploadState($id: ID!) {
    upload(id: $id) { id status receivedBytes }
  }
`);

/** A place at the server that takes the bytes of one file. */
export type Resource = { uploadId: string; tusUrl: string; videoId: string };
/** Where a video goes, and where its lesson is edited. */
export type Target = { lessonId: string; lessonTitle: string; path: string };
/** An upload that was begun and did not end, here or on another machine. */
export type Unfinished = Target & Resource & { name: string; total: number; received: number };
/** `failed`: the server answered that something in it went wrong, which asking again at once would not mend. */
export type Created = { kind: 'created'; resource: Resource } | { kind: 'refused'; code: string; message: string } | { kind: 'failed' };

/** What uploads ask the graph for. Each throws when there was no answer. */
export type UploadPort = {
  /** Asked again under the same key it is the same upload. */
  create: (file: File, lessonId: string, sha256: string | null, idempotencyKey: string) => Promise<Created>;
  /** Throws as well when the server did not end it: it refused, or had it whole already. One that it does not know has ended. */
  abort: (uploadId: string) => Promise<void>;
  /** What the server still waits for, of this account. */
  unfinished: () => Promise<Unfinished[]>;
  /** Where one stands; null when the server knows none. */
  state: (uploadId: string) => Promise<{ status: UploadStatus; received: number } | null>;
};

/** Of a service that is away for a moment. */
const AWAY = new Set(['UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT', 'OVERLOADED', 'THROTTLED']);

/** What was answered in place of an upload; throws on when nothing was. */
function failed(error: unknown): Created {
  if (!CombinedGraphQLErrors.is(error) || error.errors.some((each) => AWAY.has(String(each.extensions?.code)))) throw error;
  return { kind: 'failed' };
}

/** What the browser says of a file is a hint at most: the server looks into it. */
const UNKNOWN_TYPE = 'application/octet-stream';

export function graphPort(client: ApolloClient): UploadPort {
  return {
    create: async (file, lessonId, sha256, idempotencyKey) => {
      const input = { idempotencyKey, lessonId: lessonId || null, filename: file.name, bytes: String(file.size), mimeType: file.type || UNKNOWN_TYPE, sha256 };
      const answered = await client.mutate({ mutation: CreateUpload, variables: { input } }).catch(failed);
      if ('kind' in answered) return answered;
      const answer = answered.data?.createVideoUpload;
      if (!answer) throw new Error('createVideoUpload was not answered');
      const [refusal] = answer.userErrors;
      const upload = answer.upload;
      if (upload?.tusUrl && upload.video) return { kind: 'created', resource: { uploadId: upload.id, tusUrl: upload.tusUrl, videoId: upload.video.id } };
      return { kind: 'refused', code: refusal?.code ?? 'REFUSED', message: refusal?.message ?? '' };
    },
    abort: async (uploadId) => {
      const { data } = await client.mutate({ mutation: AbortUpload, variables: { id: uploadId } });
      const answer = data?.abortUpload;
      if (!answer) throw new Error('abortUpload was not answered');
      const refusal = answer.userErrors.find(({ code }) => code !== 'NOT_FOUND');
      if (refusal) throw new Error(refusal.message);
      if (answer.upload?.status === 'COMPLETE') throw new Error('The upload was whole already');
    },
    state: async (uploadId) => {
      const { data, error } = await client.query({ query: UploadState, variables: { id: uploadId }, fetchPolicy: 'network-only' });
      if (!data || error) throw error ?? new Error('upload was not answered');
      return data.upload ? { status: data.upload.status, received: Number(data.upload.receivedBytes) } : null;
    },
    unfinished: async () => {
      const { data } = await client.query({ query: UnfinishedUploads, fetchPolicy: 'network-only' });
      return (data?.myVideos.nodes ?? []).flatMap(({ id, source, upload, lessons: [lesson] }) => {
        if (!upload?.tusUrl || !source) return [];
        const target = { lessonId: lesson?.id ?? '', lessonTitle: lesson?.title ?? '', path: lesson ? `/teach/${lesson.course.id}` : '/teach/videos' };
        return [{ ...target, uploadId: upload.id, tusUrl: upload.tusUrl, videoId: id, name: source.name, total: Number(upload.bytes), received: Number(upload.receivedBytes) }];
      });
    },
  };
}
