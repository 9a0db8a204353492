package io.aula.courses.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue of work, as those see it who run the platform.
 *
 * @param waiting jobs that nobody works on
 * @param messages that lie in the broker's queue; null when it does not answer
 * @param oldestAt since when the oldest waits that could begin
 * @param isLate it waits for longer than it should: are there workers?
 */
public record JobQueue(
        String name,
        int waiting,
        @Nullable Integer messages,
        @Nullable Instant oldestAt,
        boolean isLate) {}
