package io.aula.courses.job;

/** What ended a try of a job: a code for everybody, and in English what was found, for those who run the platform. */
record Cause(ProcessingFailureCode code, String message) {
    private static final int LONGEST = 1000;

    Cause {
        message = message.substring(0, Math.min(LONGEST, message.length()));
    }

    static Cause silence() {
        return new Cause(ProcessingFailureCode.INTERNAL, "the worker fell silent and its lease ran out");
    }
}
