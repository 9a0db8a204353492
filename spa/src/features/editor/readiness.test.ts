import { expect, it } from 'vitest';
import { missingOf } from './readiness';

const video = (status?: string) => missingOf({ __typename: 'VideoContent', video: status ? { status } : null });

it('a lesson with a video that can be played is ready', () => {
  expect(video('READY')).toBeNull();
  expect(video('PLAYABLE')).toBeNull();
});

it('a lesson says what it lacks', () => {
  expect([video(), video('UPLOADING'), video('QUEUED'), video('PROCESSING'), video('FAILED')]).toEqual(['video', 'video', 'processing', 'processing', 'failed']);
  expect(missingOf({ __typename: 'ArticleContent', html: ' \n' })).toBe('text');
  expect(missingOf({ __typename: 'ArticleContent', html: '<p>a</p>' })).toBeNull();
});
