package io.aula.identity.authserver.refresh;

/** What a refresh token turned out to be. */
sealed interface Presented {
    /** Good: spent now, or spent so lately that its answer may have been lost. */
    record Good(String authorizationId) implements Presented {}

    /** A spent one came back after its successor was used, or too late: somebody has a copy. */
    record Reused(String authorizationId) implements Presented {}

    /** Given out beside one that was used first: it dies alone, the family lives on. */
    record Superseded() implements Presented {}

    record Unknown() implements Presented {}
}
