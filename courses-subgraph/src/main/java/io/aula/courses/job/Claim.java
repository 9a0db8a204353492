package io.aula.courses.job;

import java.time.Duration;
import java.util.List;

/** The answer to a worker that wants a job. */
sealed interface Claim {
    /** @param done what another worker has finished already */
    record Granted(long fence, List<JobStep> done, Duration lease) implements Claim {
        public Granted {
            done = List.copyOf(done);
        }
    }

    record Refused(String reason) implements Claim {}
}
