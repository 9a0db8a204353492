import type { es } from './transcript-es';

export const en: Record<keyof typeof es, string> = {
  'transcript.none': 'This lesson has no transcript yet.',
  'transcript.closed': 'The transcript is there for those who may watch the lesson.',
  'transcript.down': 'We could not load the transcript.',
  'transcript.partly': 'We could not load the end.',
  'transcript.language': 'Language',
  'transcript.machine': 'Made by a machine: it may be wrong.',
  'transcript.search': 'Search what is said',
  'transcript.searchHint': 'With or without accents. Enter goes to the next, Shift+Enter to the one before.',
  'transcript.noneFound': 'Nobody says that.',
  'transcript.found_one': '{at} of {count}',
  'transcript.found_other': '{at} of {count}',
  'transcript.next': 'Next match',
  'transcript.previous': 'Match before',
  'transcript.list': 'What is said. Arrows go from line to line; Enter takes the video there.',
  'transcript.follow': 'Back to what is being said',
  'transcript.copy': 'Copy link to {time}',
  'transcript.copied': 'Link copied.',
  'transcript.notCopied': 'It could not be copied. The link is {link}',
};
