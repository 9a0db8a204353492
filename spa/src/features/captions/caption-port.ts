import type { ApolloClient } from '@apollo/client';
import { graphql } from '@/gql';
import type { CaptionFormat } from '@/gql/graphql';
import type { Refusals } from '@/lib/use-sending';
import type { CueDesk, SendEdits, Version } from './cue-desk';
import type { Cue } from './cues';

const CuesQuery = graphql(/* GraphQL */ `
  query CaptionCues($videoId: ID!, $locale: Locale!, $after: String) {
    video(id: $videoId) {
      id
      transcript(locale: $locale) {
        revision
        cues(first: 100, after: $after) {
          nodes { id startMs endMs text words { text startMs endMs confidence isGlued } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);

const EditCues = graphql(/* GraphQL */ `
  mutation EditCaptionCues($input: EditCaptionCuesInput!) {
    editCaptionCues(input: $input) {
      captionTrack { id revision origin isMachineMade cueCount }
      changedCues { id startMs endMs text words { text startMs endMs confidence isGlued } }
      userErrors { code message }
    }
  }
`);

const ApproveCaptions = graphql(/* GraphQL */ `
  mutation ApproveCaptions($input: ApproveCaptionsInput!) {
    approveCaptions(input: $input) { captionTrack { id revision approvedAt isMachineMade } userErrors { code message } }
  }
`);

const RequestCaptions = graphql(/* GraphQL */ `
  mutation RequestCaptions($input: RequestCaptionsInput!) {
    requestCaptions(input: $input) { video { id captionsState } userErrors { code message } }
  }
`);

const RestoreCaptions = graphql(/* GraphQL */ `
  mutation RestoreCaptions($input: RestoreCaptionsInput!) {
    restoreCaptions(input: $input) { captionTrack { id revision } userErrors { code message } }
  }
`);

const UploadCaptions = graphql(/* GraphQL */ `
  mutation UploadCaptions($input: UploadCaptionsInput!) {
    uploadCaptions(input: $input) {
      captionTrack { id revision }
      userErrors { code message ... on CaptionFileError { line suggestedShiftMs } }
    }
  }
`);

const CaptionFile = graphql(/* GraphQL */ `
  query CaptionFile($videoId: ID!, $format: CaptionFormat!) {
    video(id: $videoId) { id captions { id locale file(format: $format) } }
  }
`);

/** A list that changes while it is read is read again; who edits without a pause is waited for no longer than this. */
const MOST_READINGS = 3;

async function readPage(client: ApolloClient, videoId: string, locale: string, after: string | null) {
  const { data, error } = await client.query({ query: CuesQuery, variables: { videoId, locale, after }, fetchPolicy: 'no-cache' });
  const transcript = data?.video?.transcript;
  if (!transcript || error) throw error ?? new Error('no words in that language');
  const { hasNextPage, endCursor } = transcript.cues.pageInfo;
  return { revision: transcript.revision, cues: transcript.cues.nodes, next: hasNextPage ? (endCursor ?? null) : null };
}

async function readOnce(client: ApolloClient, videoId: string, locale: string): Promise<Version | null> {
  const { revision, ...first } = await readPage(client, videoId, locale, null);
  const cues: Cue[] = [...first.cues];
  for (let { next } = first; next !== null; ) {
    const page = await readPage(client, videoId, locale, next);
    if (page.revision !== revision) return null;
    cues.push(...page.cues);
    next = page.next;
  }
  return { revision, cues };
}

/** All cues of a track, of one revision; throws when they could not be read. */
export async function readCues(client: ApolloClient, videoId: string, locale: string): Promise<Version> {
  for (let n = 0; n < MOST_READINGS; n++) {
    const version = await readOnce(client, videoId, locale);
    if (version) return version;
  }
  throw new Error('the captions change faster than they are read');
}

export function editsOf(client: ApolloClient, captionTrackId: string): SendEdits {
  return async (edits, expectedRevision) => {
    const { data } = await client.mutate({ mutation: EditCues, variables: { input: { captionTrackId, expectedRevision, edits: [...edits] } } });
    const answer = data?.editCaptionCues;
    if (!answer) throw new Error('editCaptionCues was not answered');
    const [refusal] = answer.userErrors;
    if (refusal) return refusal.code === 'STALE_REVISION' ? { kind: 'stale' } : { kind: 'refused', message: refusal.message };
    return { kind: 'saved', revision: answer.captionTrack?.revision ?? expectedRevision + 1, changed: answer.changedCues };
  };
}

type Made = { track: { revision: number } | null | undefined; errors: Refusals };

/** The revision that an act made; what the server refused is in `told`. */
async function revisionOf(act: () => Promise<Made | undefined>, told: (errors: Refusals) => void): Promise<number | null> {
  const made = await act();
  if (!made) throw new Error('there was no answer');
  told(made.errors);
  return made.track?.revision ?? null;
}

/** Through the desk, which knows the revision and has to know the next. */
export async function approve(client: ApolloClient, desk: CueDesk, captionTrackId: string, approved: boolean): Promise<Refusals> {
  let errors: Refusals = [];
  await desk.between((expectedRevision) =>
    revisionOf(
      async () => {
        const { data } = await client.mutate({ mutation: ApproveCaptions, variables: { input: { captionTrackId, expectedRevision, approved } } });
        return data && { track: data.approveCaptions.captionTrack, errors: data.approveCaptions.userErrors };
      },
      (refusals) => (errors = refusals),
    ),
  );
  return errors;
}

export async function restore(client: ApolloClient, desk: CueDesk, captionTrackId: string, versionRevision: number): Promise<Refusals> {
  let errors: Refusals = [];
  await desk.between((expectedRevision) =>
    revisionOf(
      async () => {
        const { data } = await client.mutate({ mutation: RestoreCaptions, variables: { input: { captionTrackId, expectedRevision, versionRevision } } });
        return data && { track: data.restoreCaptions.captionTrack, errors: data.restoreCaptions.userErrors };
      },
      (refusals) => (errors = refusals),
    ),
  );
  return errors;
}

/** @param spokenLocale null: to be found out */
export async function request(client: ApolloClient, videoId: string, locales: readonly string[], spokenLocale: string | null) {
  const { data } = await client.mutate({ mutation: RequestCaptions, variables: { input: { videoId, locales: [...locales], spokenLocale } } });
  if (!data) throw new Error('requestCaptions was not answered');
  return data.requestCaptions.userErrors;
}

const PIECE = 0x8000;

async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}

export async function upload(client: ApolloClient, videoId: string, locale: string, file: Blob, shiftMs: number) {
  const contentBase64 = await base64Of(file);
  const { data } = await client.mutate({ mutation: UploadCaptions, variables: { input: { videoId, locale, contentBase64, shiftMs } } });
  if (!data) throw new Error('uploadCaptions was not answered');
  return data.uploadCaptions.userErrors;
}

/** A track needs a cue: this one says that nothing is said yet, and is there to be written over. */
const FIRST_CUE = new Blob(['WEBVTT\n\n00:00.000 --> 00:02.000\n…\n']);

/** A track in a language that has none, to be written by hand. */
export const begin = (client: ApolloClient, videoId: string, locale: string) => upload(client, videoId, locale, FIRST_CUE, 0);

export async function fileOf(client: ApolloClient, videoId: string, locale: string, format: CaptionFormat): Promise<string> {
  const { data, error } = await client.query({ query: CaptionFile, variables: { videoId, format }, fetchPolicy: 'no-cache' });
  const found = data?.video?.captions.find((track) => track.locale === locale);
  if (!found || error) throw error ?? new Error('no captions in that language');
  return found.file;
}
