package io.aula.social.forum;

/** The orders a client may choose from. */
enum ThreadSort {
    /** Where somebody wrote last; the pinned before all. */
    ACTIVE,
    NEWEST
}
