package io.aula.transcoder.speech;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.aula.transcoder.ladder.FailureCode;

/** A line of the child's standard output. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SpeechEvent.Planned.class, name = "planned"),
    @JsonSubTypes.Type(value = SpeechEvent.PieceHeard.class, name = "piece"),
    @JsonSubTypes.Type(value = SpeechEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = SpeechEvent.Finished.class, name = "finished"),
})
public sealed interface SpeechEvent {

    /**
     * @param pieces to be heard; none where nobody speaks
     * @param language that is heard
     * @param likelihood of that language; 1 where it was given
     * @param isTranslated each piece is heard in English, too
     */
    record Planned(int pieces, String language, float likelihood, boolean isTranslated) implements SpeechEvent {}

    /** @param number counted from 1 */
    record PieceHeard(int number, PieceWords said) implements SpeechEvent {}

    record Failed(FailureCode code, String message) implements SpeechEvent {}

    record Finished() implements SpeechEvent {}
}
