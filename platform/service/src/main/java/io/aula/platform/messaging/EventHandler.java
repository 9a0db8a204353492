package io.aula.platform.messaging;

/**
 * Takes the events of one queue. With an inbox, each call is one transaction that an event enters once. Throwing means
 * "try again later" (10 s, 1 m, 10 m, 1 h), then the dead letters; {@link OutageException} means "as long as it takes". A
 * handler swallows what can never succeed.
 */
public interface EventHandler {
    String queue();

    void handle(Event event);

    /**
     * Reads what lies outside the store, before the transaction, and gives what is to be done within it. Nothing is changed
     * here: it is done for an event that comes again, too.
     */
    default Runnable prepare(Event event) {
        return () -> handle(event);
    }
}
