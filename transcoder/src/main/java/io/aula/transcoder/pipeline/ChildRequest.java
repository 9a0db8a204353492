package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.RungRequest;
import io.aula.transcoder.ladder.SourceProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the child is asked to do.
 *
 * @param encoder of both passes of pictures
 * @param isLevelled sound is brought to the loudness of all others
 * @param known what an earlier worker found in the source; null when nobody has looked
 * @param isAudioDone the sound was finished by an earlier worker
 * @param firstSegments segments of the first pass that are safe already
 * @param restSegments segments that are safe in every rung of the second pass
 * @param expectedSegments of a finished first pass; 0 while it is not
 */
public record ChildRequest(
        String source,
        String output,
        Encoder encoder,
        List<RungRequest> ladder,
        boolean isLevelled,
        @Nullable SourceProfile known,
        boolean isAudioDone,
        int firstSegments,
        int expectedSegments,
        int restSegments) {

    public ChildRequest {
        ladder = List.copyOf(ladder);
    }

    /** A recording of sound alone is looked at again, for its cover. */
    boolean isKnown() {
        return known != null
                && known.picture() != null
                && !known.picture().stream().isEmpty();
    }

    boolean isFirstDone() {
        return expectedSegments > 0;
    }
}
