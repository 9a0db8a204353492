package io.aula.gateway.edge;

/** What became of a look at the supergraph's file. */
sealed interface Reload {

    /** The text is the one in use. */
    record Unchanged() implements Reload {}

    /** The new graph answers; {@code warmed} documents were prepared for it beforehand. */
    record Replaced(int warmed) implements Reload {}

    /** The old graph goes on answering. */
    record Kept(String reason) implements Reload {}
}
