package io.aula.gateway.policy.limit;

/** The most a document may have. Counts are taken with every fragment expanded where it is used. */
public record DocumentLimits(
        int characters, int tokens, int nesting, int depth, int fields, int aliases, int directives, int rootFields) {

    public static DocumentLimits defaults() {
        return new DocumentLimits(200_000, 8_000, 64, 32, 5_000, 200, 200, 64);
    }
}
