package io.aula.platform.outbox;

/** Remembers which events a consumer has taken, in the same transaction as their effect. */
public interface Inbox {
    /** True the first time; false when this consumer already took the event, which must then change nothing. */
    boolean firstTime(String consumer, String eventId);
}
