package io.aula.transcoder.pipeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.aula.transcoder.ladder.Finding;
import io.aula.transcoder.ladder.Ladder;
import io.aula.transcoder.ladder.SourceProfile;
import io.aula.transcoder.packaging.SegmentInfo;
import io.aula.transcoder.packaging.TrackInfo;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line of the child's standard output. Files it names are complete when it is printed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChildEvent.TextsFound.class, name = "texts"),
    @JsonSubTypes.Type(value = ChildEvent.Probed.class, name = "probed"),
    @JsonSubTypes.Type(value = ChildEvent.PassStarted.class, name = "pass-started"),
    @JsonSubTypes.Type(value = ChildEvent.TrackBegun.class, name = "track"),
    @JsonSubTypes.Type(value = ChildEvent.SegmentWritten.class, name = "segment"),
    @JsonSubTypes.Type(value = ChildEvent.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = ChildEvent.StillsWritten.class, name = "stills"),
    @JsonSubTypes.Type(value = ChildEvent.PassDone.class, name = "pass-done"),
    @JsonSubTypes.Type(value = ChildEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = ChildEvent.Finished.class, name = "finished"),
})
public sealed interface ChildEvent {

    /** A list of tracks. */
    String TEXTS = "texts.json";

    /** The source has text tracks; they lie in {@link #TEXTS}. */
    record TextsFound() implements ChildEvent {}

    record Probed(SourceProfile source, Ladder ladder) implements ChildEvent {}

    /** @param fromSegment 0 when the pass starts at the beginning */
    record PassStarted(Pass pass, int fromSegment) implements ChildEvent {}

    record TrackBegun(Pass pass, TrackInfo track) implements ChildEvent {}

    record SegmentWritten(Pass pass, String track, SegmentInfo segment) implements ChildEvent {}

    record Progress(Pass pass, long positionMs) implements ChildEvent {}

    record StillsWritten(Stills stills) implements ChildEvent {}

    record PassDone(Pass pass, long wallMs) implements ChildEvent {}

    /**
     * @param english what was found, in the words of a teacher
     * @param spanish the same
     */
    record Failed(Finding finding, String english, String spanish) implements ChildEvent {}

    record Finished() implements ChildEvent {}

    /** A still that may stand for the video. */
    record PosterFrame(String file, long atMs) {}

    /**
     * Poster and sprite; the WebP is left out where {@code cwebp} is not installed.
     *
     * @param frames from which to choose another poster, from the earliest on; none in what an earlier version left
     */
    record Stills(
            int posterWidth,
            int posterHeight,
            @Nullable String webp,
            int columns,
            int rows,
            int tileWidth,
            int tileHeight,
            int intervalMs,
            List<PosterFrame> frames) {
        public Stills {
            frames = List.copyOf(Objects.requireNonNullElse(frames, List.of()));
        }
    }
}
