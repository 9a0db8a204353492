package io.aula.transcoder.job;

import io.aula.media.captions.CueFile;
import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.storage.SpeechPlan;

/** How hearing a video ended. */
public sealed interface SpeechOutcome {

    /** @param key of the cues in the store */
    record Heard(SpeechPlan plan, CueFile cues, String key) implements SpeechOutcome {}

    /** No sound, or nobody speaks: nothing to do, and no failure. */
    record Nothing() implements SpeechOutcome {}

    /** No model on this machine. */
    record Unavailable(String reason) implements SpeechOutcome {}

    /** Not this time; the pieces that were heard are kept. */
    record Retry(FailureCode code, String message) implements SpeechOutcome {}

    /** The worker stops, or has lost the broker: another goes on at once. */
    record GivenBack() implements SpeechOutcome {}
}
