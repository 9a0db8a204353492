package io.aula.courses.job;

/** What came of work on a video, as whoever keeps it is told. */
enum Outcome {
    READY,
    FAILED
}
