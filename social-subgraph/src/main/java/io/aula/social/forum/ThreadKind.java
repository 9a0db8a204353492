package io.aula.social.forum;

/** What a thread is for. */
enum ThreadKind {
    /** Has one answer, once somebody accepted it. */
    QUESTION,
    DISCUSSION
}
