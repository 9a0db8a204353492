/** Languages that a person is offered for captions, beside those a video or a course has already. */
export const CAPTION_LANGUAGES = ['es', 'en', 'ca', 'de', 'eu', 'fr', 'gl', 'it', 'pt'];
