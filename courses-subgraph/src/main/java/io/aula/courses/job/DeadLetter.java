package io.aula.courses.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that nobody could take.
 *
 * @param id of its content
 * @param queue where it was to be taken
 * @param cause what was said of it, if anything
 * @param body its beginning, for people to read
 */
public record DeadLetter(
        String id,
        String queue,
        @Nullable String cause,
        @Nullable Instant deadAt,
        String body) {}
