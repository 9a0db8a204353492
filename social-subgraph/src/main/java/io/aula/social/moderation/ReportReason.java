package io.aula.social.moderation;

/** What somebody says is wrong with something. */
enum ReportReason {
    SPAM,
    HARASSMENT,
    COPYRIGHT,
    MISLEADING,
    OTHER
}
