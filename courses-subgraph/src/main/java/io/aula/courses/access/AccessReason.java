package io.aula.courses.access;

/** Why something may, or may not, be opened. */
public enum AccessReason {
    FREE,
    PREVIEW,
    PURCHASED,
    SUBSCRIPTION,
    GRANTED,
    STAFF,
    NOT_ENTITLED,
    NOT_RELEASED,
    LOCKED_BY_ORDER,
    NOT_PUBLISHED,
    SUSPENDED
}
