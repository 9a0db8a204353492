package io.aula.social.inbox;

/** A question of the forum, or a comment under a lesson. */
enum InboxKind {
    QUESTION,
    COMMENT
}
