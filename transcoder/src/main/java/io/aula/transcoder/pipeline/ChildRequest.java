package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.RungRequest;
import java.util.List;

/**
 * What the child is asked to do.
 *
 * @param isAudioDone the sound was finished by an earlier worker
 * @param firstSegments segments of the first pass that are safe already
 * @param restSegments segments that are safe in every rung of the second pass
 * @param expectedSegments of a finished first pass; 0 while it is not
 */
public record ChildRequest(
        String source,
        String output,
        String preset,
        List<RungRequest> ladder,
        boolean isAudioDone,
        int firstSegments,
        int expectedSegments,
        int restSegments) {

    public ChildRequest {
        ladder = List.copyOf(ladder);
    }

    boolean isFirstDone() {
        return expectedSegments > 0;
    }
}
