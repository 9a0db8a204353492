package io.aula.gateway.policy.limit;

/**
 * The most a document may have. Counts are taken with every fragment expanded where it is used, of each operation and of each
 * fragment that none uses; {@code fragmentLevels} are fragments within fragments, each by name.
 */
public record DocumentLimits(
        int characters,
        int tokens,
        int nesting,
        int operations,
        int fragments,
        int fragmentLevels,
        int depth,
        int fields,
        int aliases,
        int directives,
        int rootFields) {

    /** What validating takes grows with the third power of {@code fragmentLevels}, and with {@code operations} times {@code fragments}. */
    public static DocumentLimits defaults() {
        return new DocumentLimits(200_000, 8_000, 64, 50, 500, 64, 32, 5_000, 200, 200, 64);
    }
}
