package io.aula.social.knowledge;

/**
 * How well somebody knows a concept.
 *
 * @param score 0 to 1
 */
record Mastery(MasteryLevel level, double score) {
    /** From here on it counts as known: one lesson that is all about it was finished. */
    static final double KNOWN = 0.5;

    private static final double MASTERED = 0.75;

    enum MasteryLevel {
        UNKNOWN,
        SEEN,
        PRACTISED,
        MASTERED
    }

    static Mastery of(double score) {
        if (score >= MASTERED) {
            return new Mastery(MasteryLevel.MASTERED, score);
        }
        if (score >= KNOWN) {
            return new Mastery(MasteryLevel.PRACTISED, score);
        }
        return new Mastery(score > 0 ? MasteryLevel.SEEN : MasteryLevel.UNKNOWN, score);
    }
}
