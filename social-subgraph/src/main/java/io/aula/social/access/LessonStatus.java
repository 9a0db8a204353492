package io.aula.social.access;

/** Whether a lesson is out; what is called otherwise tomorrow is not. */
enum LessonStatus {
    DRAFT,
    PUBLISHED;

    static LessonStatus of(String told) {
        return told.equals("PUBLISHED") ? PUBLISHED : DRAFT;
    }
}
