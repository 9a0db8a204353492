package io.aula.transcoder.speech;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.aula.media.captions.SpokenWord;
import io.aula.transcoder.ladder.FailureCode;
import java.util.List;

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
     */
    record Planned(int pieces, String language, float likelihood) implements SpeechEvent {}

    /** @param number counted from 1 */
    record PieceHeard(int number, List<SpokenWord> words) implements SpeechEvent {
        public PieceHeard {
            words = List.copyOf(words);
        }
    }

    record Failed(FailureCode code, String message) implements SpeechEvent {}

    record Finished() implements SpeechEvent {}
}
