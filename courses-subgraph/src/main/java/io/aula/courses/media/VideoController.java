package io.aula.courses.media;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsTypeResolver;
import com.netflix.graphql.dgs.InputArgument;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.access.Access;
import io.aula.courses.access.AccessService;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.OutlineController.VideoContent;
import io.aula.courses.media.Posters.Image;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What learners see of a video. */
@DgsComponent
public class VideoController {
    static final String VIDEO = "video";
    static final String COVER = "cover";
    static final String RENDITIONS = "renditions";
    static final String MAY_PLAY = "mayPlay";
    private static final int MOST_COVERS = 5;

    @DgsDataLoader(name = VIDEO)
    public final MappedBatchLoader<String, Video> videoLoader;

    @DgsDataLoader(name = COVER)
    public final MappedBatchLoader<String, Image> coverLoader;

    @DgsDataLoader(name = RENDITIONS)
    public final MappedBatchLoader<String, List<Videos.Rendition>> renditionLoader;

    @DgsDataLoader(name = MAY_PLAY)
    public final MappedBatchLoader<String, Boolean> mayPlayLoader;

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
        coverLoader = ids -> CompletableFuture.completedFuture(covers(ids));
        renditionLoader = ids -> CompletableFuture.completedFuture(videos.renditions(ids));
        mayPlayLoader = ids -> CompletableFuture.completedFuture(mayPlay(ids, Caller.current()));
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
    public CompletableFuture<Image> cover(DgsDataFetchingEnvironment env) {
        Course course = Objects.requireNonNull(env.getSource());
        DataLoader<String, Image> loader = Objects.requireNonNull(env.getDataLoader(COVER));
        return loader.load(course.id());
    }

    private Map<String, Image> covers(Collection<String> courseIds) {
        Map<String, List<String>> candidates = new HashMap<>();
        catalog.lessonsOf(courseIds)
                .forEach((courseId, lessons) -> candidates.put(
                        courseId,
                        lessons.stream()
                                .map(Lesson::videoId)
                                .filter(Objects::nonNull)
                                .limit(MOST_COVERS)
                                .toList()));
        Map<String, Video> found =
                videos.byIds(candidates.values().stream().flatMap(List::stream).toList());
        Map<String, Image> covers = new HashMap<>();
        candidates.forEach((courseId, ids) -> ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(posters::of)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(cover -> covers.put(courseId, cover)));
        return covers;
    }

    @DgsData(parentType = "Video")
    public @Nullable Image poster(DataFetchingEnvironment env) {
        return posters.of(video(env));
    }

    /** Shows what the video shows, so it is for those who may play it. */
    @DgsData(parentType = "Video")
    public @Nullable CompletableFuture<@Nullable Storyboard> storyboard(DgsDataFetchingEnvironment env) {
        Video video = video(env);
        DataLoader<String, Boolean> loader = Objects.requireNonNull(env.getDataLoader(MAY_PLAY));
        Optional<Caller> caller = Caller.current();
        return video.spriteInfo() == null
                ? null
                : loader.load(video.id()).thenApply(mayPlay -> mayPlay ? storyboard(video, caller) : null);
    }

    private @Nullable Storyboard storyboard(Video video, Optional<Caller> caller) {
        JsonNode sprite = Objects.requireNonNull(video.spriteInfo());
        String prefix =
                playback.prefix(video, caller, "storyboard", clock.instant().plus(Duration.ofHours(1)), false);
        return new Storyboard(
                prefix + sprite.path("path").asString("sprite.jpg"),
                sprite.path("columns").asInt(),
                sprite.path("rows").asInt(),
                sprite.path("tileWidth").asInt(),
                sprite.path("tileHeight").asInt(),
                sprite.path("intervalMs").asInt());
    }

    /** Owners may, and so may those who may open one of its lessons. */
    private Map<String, Boolean> mayPlay(Collection<String> videoIds, Optional<Caller> caller) {
        Map<String, List<Lesson>> lessons = catalog.lessonsOfVideos(videoIds);
        Map<String, Access> accesses =
                access.lessons(lessons.values().stream().flatMap(List::stream).toList(), caller);
        Map<String, Boolean> answers = new HashMap<>();
        videos.byIds(videoIds)
                .forEach((id, video) -> answers.put(
                        id,
                        caller.filter(each -> each.userId().equals(video.ownerId()))
                                        .isPresent()
                                || lessons.getOrDefault(id, List.of()).stream()
                                        .map(Lesson::id)
                                        .map(accesses::get)
                                        .filter(Objects::nonNull)
                                        .anyMatch(Access::allowed)));
        return answers;
    }

    @DgsData(parentType = "Video")
    public CompletableFuture<List<Videos.Rendition>> renditions(DgsDataFetchingEnvironment env) {
        DataLoader<String, List<Videos.Rendition>> loader = Objects.requireNonNull(env.getDataLoader(RENDITIONS));
        return loader.load(video(env).id()).thenApply(found -> found == null ? List.of() : found);
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
