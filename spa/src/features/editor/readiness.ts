/** What keeps a lesson from being shown to learners; null when nothing does. */
export type Missing = 'video' | 'processing' | 'failed' | 'text';

type Content =
  | { __typename: 'VideoContent'; video?: { status: string } | null }
  | { __typename: 'ArticleContent'; html: string };

export function missingOf(content: Content): Missing | null {
  if (content.__typename === 'ArticleContent') return content.html.trim() === '' ? 'text' : null;
  const status = content.video?.status;
  if (status === 'READY' || status === 'PLAYABLE') return null;
  if (status === 'FAILED') return 'failed';
  return status === undefined || status === 'UPLOADING' ? 'video' : 'processing';
}
