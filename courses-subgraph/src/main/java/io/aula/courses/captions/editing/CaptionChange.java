package io.aula.courses.captions.editing;

import io.aula.courses.captions.Track;
import io.aula.courses.captions.TranscriptCue;
import io.aula.platform.id.VideoId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of a change.
 *
 * @param track null when it is gone
 * @param changed as they are now, in order of time
 */
record CaptionChange(VideoId videoId, @Nullable Track track, List<TranscriptCue> changed, Set<Integer> deleted) {
    CaptionChange {
        changed = List.copyOf(changed);
        deleted = Set.copyOf(deleted);
    }

    CaptionChange(Track track, List<TranscriptCue> changed, Set<Integer> deleted) {
        this(track.videoId(), track, changed, deleted);
    }

    static CaptionChange of(Track track) {
        return new CaptionChange(track, List.of(), Set.of());
    }

    static CaptionChange gone(Track track) {
        return new CaptionChange(track.videoId(), null, List.of(), Set.of());
    }
}
