package io.aula.social.comment;

/** The orders a client may choose from. */
enum CommentSort {
    TOP,
    NEWEST,
    OLDEST
}
