package io.aula.social.notification;

/** What somebody can be told of, and wish not to be. What another version of this service told of besides is not read here. */
enum NotificationKind {
    /** An answer to what they wrote. */
    REPLY,
    MENTION,
    /** What they posted was accepted as the answer. */
    ANSWER,
    /** A post in a thread in which they take part. */
    POST,
    NEW_LESSON,
    /** By the staff of a course that they are in. */
    ANNOUNCEMENT,
    FOLLOW,
    /** What they wrote was put out of sight, or is to be seen again. */
    MODERATION,
    /** A video of theirs can be played in all its sizes. */
    VIDEO_READY,
    VIDEO_FAILED,
    /** What is said in a video of theirs was written down. */
    CAPTIONS_READY,
    CAPTIONS_FAILED
}
