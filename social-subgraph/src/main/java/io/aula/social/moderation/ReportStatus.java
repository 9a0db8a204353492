package io.aula.social.moderation;

/** Where a report stands. */
enum ReportStatus {
    OPEN,
    /** It was right: what it is about is out of sight. */
    UPHELD,
    DISMISSED,
    /** It was upheld, and the author objects: another moderator decides. */
    APPEALED
}
