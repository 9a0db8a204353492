package io.aula.transcoder.storage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.aula.transcoder.ladder.Ladder;
import io.aula.transcoder.ladder.SourceProfile;
import io.aula.transcoder.packaging.Rendition;
import io.aula.transcoder.packaging.SegmentInfo;
import io.aula.transcoder.packaging.TrackInfo;
import io.aula.transcoder.pipeline.ChildEvent.Stills;
import io.aula.transcoder.pipeline.Encoder;
import io.aula.transcoder.pipeline.Pass;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a job has come: everything it names lies complete in the object store under the fence's prefix.
 *
 * @param sourceId identifies the bytes of the source; other bytes make the checkpoint worthless
 * @param encoder of the pictures of a pass that is not done; of those in what an earlier version left, which knew one only
 * @param texts languages of the text tracks that lay in the source
 * @param stoppedAt where a pass came to a stop the last time one did; null when none did
 */
public record Checkpoint(
        String sourceId,
        long fence,
        @Nullable SourceProfile profile,
        @Nullable Ladder ladder,
        Map<String, Rendition> renditions,
        @Nullable Stills stills,
        List<String> texts,
        Set<Pass> done,
        String encoder,
        @Nullable String stoppedAt) {

    public Checkpoint {
        renditions = Map.copyOf(renditions);
        texts = List.copyOf(texts);
        done = Set.copyOf(done);
        encoder = Objects.requireNonNullElse(encoder, Encoder.SOFTWARE);
    }

    public static Checkpoint start(String sourceId, long fence) {
        return new Checkpoint(sourceId, fence, null, null, Map.of(), null, List.of(), Set.of(), Encoder.SOFTWARE, null);
    }

    public Checkpoint under(long newFence) {
        return new Checkpoint(sourceId, newFence, profile, ladder, renditions, stills, texts, done, encoder, stoppedAt);
    }

    public Checkpoint probed(SourceProfile found, Ladder chosen) {
        return new Checkpoint(sourceId, fence, found, chosen, renditions, stills, texts, done, encoder, stoppedAt);
    }

    public Checkpoint withTexts(List<String> found) {
        return new Checkpoint(sourceId, fence, profile, ladder, renditions, stills, found, done, encoder, stoppedAt);
    }

    public Checkpoint withStills(Stills made) {
        return new Checkpoint(sourceId, fence, profile, ladder, renditions, made, texts, done, encoder, stoppedAt);
    }

    public Checkpoint encodedBy(Encoder used) {
        return new Checkpoint(
                sourceId, fence, profile, ladder, renditions, stills, texts, done, used.name(), stoppedAt);
    }

    public Checkpoint stoppedAt(String place) {
        return new Checkpoint(sourceId, fence, profile, ladder, renditions, stills, texts, done, encoder, place);
    }

    public Checkpoint withDone(Pass pass) {
        Set<Pass> all = EnumSet.of(pass);
        all.addAll(done);
        return new Checkpoint(sourceId, fence, profile, ladder, renditions, stills, texts, all, encoder, stoppedAt);
    }

    public Checkpoint withTrack(TrackInfo track) {
        return with(new Rendition(track, segments(track.name())));
    }

    public Checkpoint withSegment(String name, SegmentInfo segment) {
        Rendition old = renditions.get(name);
        if (old == null) {
            throw new IllegalStateException("segment of a track that has not begun: " + name);
        }
        Stream<SegmentInfo> before = old.segments().stream().filter(known -> known.number() < segment.number());
        return with(new Rendition(
                old.track(), Stream.concat(before, Stream.of(segment)).toList()));
    }

    /** Forgets what a pass that begins again at {@code from} will replace. */
    public Checkpoint cutBack(String name, int from) {
        Rendition old = renditions.get(name);
        return old == null
                ? this
                : with(new Rendition(
                        old.track(),
                        old.segments().stream()
                                .filter(segment -> segment.number() <= from)
                                .toList()));
    }

    public List<SegmentInfo> segments(String name) {
        Rendition rendition = renditions.get(name);
        return rendition == null ? List.of() : rendition.segments();
    }

    public boolean has(Pass pass) {
        return done.contains(pass);
    }

    @JsonIgnore
    public boolean isPlayable() {
        return has(Pass.FIRST) && stills != null;
    }

    private Checkpoint with(Rendition rendition) {
        Map<String, Rendition> all = new LinkedHashMap<>(renditions);
        all.put(rendition.track().name(), rendition);
        return new Checkpoint(sourceId, fence, profile, ladder, all, stills, texts, done, encoder, stoppedAt);
    }
}
