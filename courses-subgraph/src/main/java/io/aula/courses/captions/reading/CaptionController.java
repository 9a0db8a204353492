package io.aula.courses.captions.reading;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import com.netflix.graphql.dgs.InputArgument;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.captions.CaptionVersion;
import io.aula.courses.captions.Track;
import io.aula.courses.captions.TranscriptCue;
import io.aula.courses.playback.PlaybackController;
import io.aula.courses.schema.types.CaptionFormat;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoController;
import io.aula.platform.id.TrackId;
import io.aula.platform.id.VideoId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;

/** The words of videos in the graph: for those who may play them. */
@DgsComponent
public class CaptionController {
    static final String TRACKS = "captionTracks";
    static final String STATES = "captionStates";
    static final String COUNTS = "captionCounts";

    @DgsDataLoader(name = TRACKS)
    public final MappedBatchLoader<VideoId, List<Track>> tracks;

    @DgsDataLoader(name = STATES)
    public final MappedBatchLoader<VideoId, CaptionsState> states;

    @DgsDataLoader(name = COUNTS)
    public final MappedBatchLoader<TrackId, Integer> counts;

    private final CaptionService captions;

    CaptionController(CaptionService captions) {
        this.captions = captions;
        tracks = ids -> CompletableFuture.completedFuture(captions.tracks(ids));
        states = ids -> CompletableFuture.completedFuture(captions.states(ids));
        counts = ids -> CompletableFuture.completedFuture(captions.counts(ids));
    }

    @DgsData(parentType = "Video", field = "captions")
    public CompletableFuture<List<Track>> captionsOf(DgsDataFetchingEnvironment env) {
        Video video = Objects.requireNonNull(env.getSource());
        DataLoader<VideoId, Boolean> mayPlay = loader(env, PlaybackController.MAY_PLAY);
        DataLoader<VideoId, @Nullable List<Track>> found = loader(env, TRACKS);
        return mayPlay.load(video.id())
                .thenCombine(
                        found.load(video.id()),
                        (may, all) -> Boolean.TRUE.equals(may) && all != null ? all : List.of());
    }

    @DgsData(parentType = "Video")
    public CompletableFuture<CaptionsState> captionsState(DgsDataFetchingEnvironment env) {
        Video video = Objects.requireNonNull(env.getSource());
        return CaptionController.<VideoId, CaptionsState>loader(env, STATES).load(video.id());
    }

    @DgsData(parentType = "Video")
    public CompletableFuture<@Nullable Track> transcript(@InputArgument String locale, DgsDataFetchingEnvironment env) {
        return captionsOf(env)
                .thenApply(all -> CaptionService.inLanguage(all, locale).orElse(null));
    }

    @DgsData(parentType = "CaptionTrack")
    public CompletableFuture<@Nullable String> url(DgsDataFetchingEnvironment env) {
        Track track = track(env);
        Optional<Caller> caller = Caller.current();
        return CaptionController.<VideoId, Video>loader(env, VideoController.VIDEO)
                .load(track.videoId())
                .thenApply(video -> video == null ? null : captions.address(track, video, caller));
    }

    @DgsData(parentType = "CaptionTrack", field = "default")
    public boolean isDefault(DataFetchingEnvironment env) {
        return !track(env).isTranslation();
    }

    @DgsData(parentType = "CaptionTrack")
    public CompletableFuture<Integer> cueCount(DgsDataFetchingEnvironment env) {
        return CaptionController.<TrackId, @Nullable Integer>loader(env, COUNTS)
                .load(track(env).id())
                .thenApply(count -> count == null ? 0 : count);
    }

    @DgsData(parentType = "CaptionTrack")
    public CompletableFuture<List<CaptionVersion>> versions(DgsDataFetchingEnvironment env) {
        Track track = track(env);
        Optional<Caller> caller = Caller.current();
        return CaptionController.<VideoId, Video>loader(env, VideoController.VIDEO)
                .load(track.videoId())
                .thenApply(video -> video == null ? List.of() : captions.versions(track, video, caller));
    }

    @DgsData(parentType = "CaptionTrack")
    public CompletableFuture<String> file(@InputArgument CaptionFormat format, DgsDataFetchingEnvironment env) {
        Track track = track(env);
        Optional<Caller> caller = Caller.current();
        return switch (format) {
            case SRT -> CompletableFuture.completedFuture(captions.srt(track));
            case VTT ->
                CaptionController.<VideoId, @Nullable Video>loader(env, VideoController.VIDEO)
                        .load(track.videoId())
                        .thenApply(video -> captions.vtt(track, Optional.ofNullable(video), caller));
        };
    }

    @DgsData(parentType = "CaptionTrack", field = "cues")
    public Connection<TranscriptCue> cuesOfTrack(DataFetchingEnvironment env) {
        return cues(env);
    }

    @DgsData(parentType = "Transcript", field = "cues")
    public Connection<TranscriptCue> cuesOfTranscript(DataFetchingEnvironment env) {
        return cues(env);
    }

    @DgsData(parentType = "Transcript")
    public String plainText(DataFetchingEnvironment env) {
        return captions.plainText(track(env));
    }

    private Connection<TranscriptCue> cues(DataFetchingEnvironment env) {
        Slice slice = Slice.forward(env.getArgument("first"), env.getArgument("after"));
        return captions.page(track(env), slice.ofList(TrackId.PREFIX));
    }

    private static Track track(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getSource());
    }

    private static <K, T extends @Nullable Object> DataLoader<K, T> loader(
            DgsDataFetchingEnvironment env, String name) {
        return Objects.requireNonNull(env.getDataLoader(name));
    }
}
