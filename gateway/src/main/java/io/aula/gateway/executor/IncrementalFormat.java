package io.aula.gateway.executor;

/** How later parts of an answer are written. Clients say which they read. */
public enum IncrementalFormat {
    /** {@code pending}, {@code incremental} and {@code completed}, as graphql-js 17 and incremental specification v0.2 have it. */
    PENDING,
    /** {@code incremental} with a path in every item, as the specification's draft of August 2022 has it. */
    PATHS
}
