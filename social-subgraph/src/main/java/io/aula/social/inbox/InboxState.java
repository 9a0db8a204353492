package io.aula.social.inbox;

/** Waiting for an answer, or marked as done without one. */
enum InboxState {
    WAITING,
    DONE
}
