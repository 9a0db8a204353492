import type { es } from './feed-es';

export const en: Record<keyof typeof es, string> = {
  'feed.title': 'Activity',
  'feed.lead': 'What the people you follow do, and what is new in your courses.',
  'feed.empty': 'Nothing here yet',
  'feed.emptyText': 'Follow people or join courses: what they do and what is new will appear here.',
  'feed.toCourses': 'See the courses',
  'feed.down': 'Activity is not available right now.',
  'feed.more': 'Show more',
  'feed.moreFailed': 'We could not load more.',
  'feed.somebody': 'Somebody',
  'feed.of.FOLLOWED_ENROLLED': '{person} began a course',
  'feed.of.FOLLOWED_COMPLETED': '{person} completed a course',
  'feed.of.FOLLOWED_REVIEWED': '{person} reviewed a course',
  'feed.of.FOLLOWED_ASKED': '{person} opened a thread',
  'feed.of.FOLLOWED_ANSWERED': 'An answer of {person} was accepted',
  'feed.of.NEW_COURSE': '{person} published a course',
  'feed.of.NEW_LESSON': 'There is a new lesson',
  'feed.of.ANNOUNCEMENT': 'There is a new announcement',
  'feed.stars_one': '{count} star',
  'feed.stars_other': '{count} stars',
};
