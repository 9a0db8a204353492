package io.aula.courses.media;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsTypeResolver;
import com.netflix.graphql.dgs.InputArgument;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.access.AccessService;
import io.aula.courses.catalog.CatalogLoaders;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.OutlineController.VideoContent;
import io.aula.courses.media.Posters.Image;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What learners see of a video. */
@DgsComponent
public class VideoController {
    static final String VIDEO = "video";

    @DgsDataLoader(name = VIDEO)
    public final MappedBatchLoader<String, Video> videoLoader;

    private final Videos videos;
    private final PlaybackService playback;
    private final Posters posters;
    private final CatalogService catalog;
    private final AccessService access;
    private final Clock clock;

    VideoController(
            Videos videos,
            PlaybackService playback,
            Posters posters,
            CatalogService catalog,
            AccessService access,
            Clock clock) {
        this.videos = videos;
        this.playback = playback;
        this.posters = posters;
        this.catalog = catalog;
        this.access = access;
        this.clock = clock;
        videoLoader = ids -> CompletableFuture.completedFuture(videos.byIds(ids));
    }

    /** A grid of small pictures. */
    public record Storyboard(String url, int columns, int rows, int tileWidth, int tileHeight, int intervalMs) {}

    @DgsData(parentType = "VideoContent", field = "video")
    public @Nullable CompletableFuture<Video> videoOfLesson(DgsDataFetchingEnvironment env) {
        VideoContent content = Objects.requireNonNull(env.getSource());
        DataLoader<String, Video> loader = Objects.requireNonNull(env.getDataLoader(VIDEO));
        String id = content.lesson().videoId();
        return id == null ? null : loader.load(id);
    }

    /** The poster of the first video that has one. */
    @DgsData(parentType = "Course")
    public CompletableFuture<@Nullable Image> cover(DgsDataFetchingEnvironment env) {
        Course course = Objects.requireNonNull(env.getSource());
        DataLoader<String, List<Lesson>> lessons = Objects.requireNonNull(env.getDataLoader(CatalogLoaders.LESSONS_OF));
        return lessons.load(course.id()).thenApply(found -> firstPoster(found == null ? List.of() : found));
    }

    private @Nullable Image firstPoster(List<Lesson> lessons) {
        List<String> ids = lessons.stream()
                .map(Lesson::videoId)
                .filter(Objects::nonNull)
                .limit(5)
                .toList();
        Map<String, Video> found = videos.byIds(ids);
        return ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(posters::of)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @DgsData(parentType = "Video")
    public @Nullable Image poster(DataFetchingEnvironment env) {
        return posters.of(video(env));
    }

    /** Shows what the video shows, so it is for those who may play it. */
    @DgsData(parentType = "Video")
    public @Nullable Storyboard storyboard(DataFetchingEnvironment env) {
        Video video = video(env);
        JsonNode sprite = video.spriteInfo();
        if (sprite == null || !mayPlay(video)) {
            return null;
        }
        String prefix = playback.prefix(
                video, Caller.current(), "storyboard", clock.instant().plus(Duration.ofHours(1)), false);
        return new Storyboard(
                prefix + sprite.path("path").asString("sprite.jpg"),
                sprite.path("columns").asInt(),
                sprite.path("rows").asInt(),
                sprite.path("tileWidth").asInt(),
                sprite.path("tileHeight").asInt(),
                sprite.path("intervalMs").asInt());
    }

    private boolean mayPlay(Video video) {
        return Caller.current()
                        .filter(caller -> caller.userId().equals(video.ownerId()))
                        .isPresent()
                || catalog.lessonsOfVideos(List.of(video.id())).getOrDefault(video.id(), List.of()).stream()
                        .anyMatch(lesson ->
                                access.lesson(lesson, Caller.current()).allowed());
    }

    @DgsData(parentType = "Video")
    public List<Videos.Rendition> renditions(DataFetchingEnvironment env) {
        Video video = video(env);
        return videos.renditions(video.id(), video.mediaRev());
    }

    @DgsData(parentType = "Video", field = "playback")
    public PlaybackService.PlaybackResult play(DataFetchingEnvironment env) {
        return playback.play(video(env), Caller.current());
    }

    @DgsMutation
    public PlaybackService.PlaybackResult renewPlayback(@InputArgument String sessionId) {
        return playback.renew(sessionId, Caller.require());
    }

    @DgsTypeResolver(name = "PlaybackResult")
    public String playbackType(PlaybackService.PlaybackResult result) {
        return result.getClass().getSimpleName();
    }

    private static Video video(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getSource());
    }
}
