package io.aula.courses.playback;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsTypeResolver;
import com.netflix.graphql.dgs.InputArgument;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.video.Video;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.SessionId;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;

/** Playing in the graph. */
@DgsComponent
public class PlaybackController {
    /** The loader of whether the caller may play a video, by its id. */
    public static final String MAY_PLAY = "mayPlay";

    @DgsDataLoader(name = MAY_PLAY)
    public final MappedBatchLoader<VideoId, Boolean> mayPlay;

    private final PlaybackService playback;

    PlaybackController(PlaybackService playback) {
        this.playback = playback;
        mayPlay = ids -> CompletableFuture.completedFuture(playback.mayPlay(ids, Caller.current()));
    }

    /** Shows what the video shows, so it is for those who may play it. */
    @DgsData(parentType = "Video")
    public @Nullable CompletableFuture<@Nullable Storyboard> storyboard(DgsDataFetchingEnvironment env) {
        Video video = video(env);
        DataLoader<VideoId, Boolean> loader = Objects.requireNonNull(env.getDataLoader(MAY_PLAY));
        Optional<Caller> caller = Caller.current();
        return video.spriteInfo() == null
                ? null
                : loader.load(video.id())
                        .thenApply(may -> Boolean.TRUE.equals(may) ? playback.storyboard(video, caller) : null);
    }

    /** What is asked for once in a request, however often it is named there: each grant opens a session. */
    private record Asked(VideoId video, Optional<LessonId> lesson) {}

    @DgsData(parentType = "Video", field = "playback")
    public PlaybackResult play(DataFetchingEnvironment env) {
        Video video = video(env);
        Optional<Lesson> lesson = env.getLocalContext() instanceof Lesson in ? Optional.of(in) : Optional.empty();
        Optional<Caller> caller = Caller.current();
        return env.getGraphQlContext()
                .computeIfAbsent(
                        new Asked(video.id(), lesson.map(Lesson::id)), asked -> playback.play(video, lesson, caller));
    }

    @DgsMutation
    public PlaybackResult renewPlayback(@InputArgument String sessionId) {
        Caller caller = Caller.require();
        return SessionId.parse(sessionId).map(id -> playback.renew(id, caller)).orElseGet(playback::nothingToRenew);
    }

    @DgsTypeResolver(name = "PlaybackResult")
    public String playbackType(PlaybackResult result) {
        return switch (result) {
            case PlaybackResult.Granted granted -> "PlaybackGrant";
            case PlaybackResult.Denied denied -> "PlaybackDenied";
        };
    }

    private static Video video(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getSource());
    }
}
