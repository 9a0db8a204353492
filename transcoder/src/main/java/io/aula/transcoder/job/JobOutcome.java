package io.aula.transcoder.job;

import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.ladder.Finding;

/** How a job ended, and so what becomes of its message. */
public sealed interface JobOutcome {

    /** Published. */
    record Done() implements JobOutcome {}

    /** Not this time; what was finished is kept. */
    record Retry(FailureCode code, String message) implements JobOutcome {}

    /** Never; with what was found, in the words of a teacher. */
    record Rejected(Finding finding, String english, String spanish) implements JobOutcome {}

    /** The worker stops, or has lost the broker: another goes on at once. */
    record GivenBack() implements JobOutcome {}
}
