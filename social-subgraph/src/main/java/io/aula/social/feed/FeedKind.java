package io.aula.social.feed;

/** What happened. */
enum FeedKind {
    FOLLOWED_ENROLLED,
    FOLLOWED_COMPLETED,
    FOLLOWED_REVIEWED,
    FOLLOWED_ASKED,
    FOLLOWED_ANSWERED,
    NEW_COURSE,
    NEW_LESSON,
    ANNOUNCEMENT;

    /** Which courses somebody takes is shown to those whom they follow too: to be followed asks nobody. */
    boolean isOfTheirCourses() {
        return this == FOLLOWED_ENROLLED || this == FOLLOWED_COMPLETED;
    }
}
