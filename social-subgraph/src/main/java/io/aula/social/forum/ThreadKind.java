package io.aula.social.forum;

/** What a thread is for. */
enum ThreadKind {
    /** Has one answer, once somebody accepted it. */
    QUESTION,
    DISCUSSION,
    /** By the course's staff; told to everybody who is in the course. */
    ANNOUNCEMENT
}
