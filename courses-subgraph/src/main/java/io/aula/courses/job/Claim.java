package io.aula.courses.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The answer to a worker that wants a job. */
sealed interface Claim {
    /**
     * @param tries how many of them did not get on, this one included
     * @param done what another worker has finished already
     * @param prefix where that lies which is worked on, if the message may be out of date
     */
    record Granted(long fence, int tries, List<JobStep> done, Duration lease, Optional<String> prefix)
            implements Claim {
        public Granted {
            done = List.copyOf(done);
        }
    }

    record Refused(String reason) implements Claim {
        static Refused unknownJob() {
            return new Refused("UNKNOWN_JOB");
        }
    }
}
