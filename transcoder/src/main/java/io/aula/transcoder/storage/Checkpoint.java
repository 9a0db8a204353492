package io.aula.transcoder.storage;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.aula.transcoder.ladder.Ladder;
import io.aula.transcoder.ladder.SourceProfile;
import io.aula.transcoder.packaging.Rendition;
import io.aula.transcoder.packaging.SegmentInfo;
import io.aula.transcoder.packaging.TrackInfo;
import io.aula.transcoder.pipeline.ChildEvent.Stills;
import io.aula.transcoder.pipeline.Pass;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a job has come: everything it names lies complete in the object store under the fence's prefix.
 *
 * @param sourceId identifies the bytes of the source; other bytes make the checkpoint worthless
 */
public record Checkpoint(
        String sourceId,
        long fence,
        @Nullable SourceProfile profile,
        @Nullable Ladder ladder,
        Map<String, Rendition> renditions,
        @Nullable Stills stills,
        Set<Pass> done) {

    public Checkpoint {
        renditions = Map.copyOf(renditions);
        done = Set.copyOf(done);
    }

    public static Checkpoint start(String sourceId, long fence) {
        return new Checkpoint(sourceId, fence, null, null, Map.of(), null, Set.of());
    }

    public Checkpoint under(long newFence) {
        return new Checkpoint(sourceId, newFence, profile, ladder, renditions, stills, done);
    }

    public Checkpoint probed(SourceProfile found, Ladder chosen) {
        return new Checkpoint(sourceId, fence, found, chosen, renditions, stills, done);
    }

    public Checkpoint withStills(Stills made) {
        return new Checkpoint(sourceId, fence, profile, ladder, renditions, made, done);
    }

    public Checkpoint withDone(Pass pass) {
        Set<Pass> all = EnumSet.of(pass);
        all.addAll(done);
        return new Checkpoint(sourceId, fence, profile, ladder, renditions, stills, all);
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
        return new Checkpoint(sourceId, fence, profile, ladder, all, stills, done);
    }
}
