package io.aula.courses.video;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.OutlineController.VideoContent;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;

/** Videos in the graph: what their owners keep, and what everybody sees of them. */
@DgsComponent
public class VideoController {
    /** The loader of videos by id, without regard to who asks: whoever leads to a video has decided that. */
    public static final String VIDEO = "video";

    /** As {@link #VIDEO}, with those that are deleted. */
    public static final String KNOWN_VIDEO = "knownVideo";

    static final String LESSONS_OF_VIDEO = "lessonsOfVideo";
    static final String REPLACEMENT = "replacement";
    static final String COVER = "cover";
    static final String RENDITIONS = "renditions";
    private static final int MOST_COVERS = 5;

    @DgsDataLoader(name = VIDEO)
    public final MappedBatchLoader<String, Video> videoLoader;

    @DgsDataLoader(name = KNOWN_VIDEO)
    public final MappedBatchLoader<String, Video> knownVideoLoader;

    @DgsDataLoader(name = LESSONS_OF_VIDEO)
    public final MappedBatchLoader<String, List<Lesson>> lessonsLoader;

    @DgsDataLoader(name = REPLACEMENT)
    public final MappedBatchLoader<String, Video> replacementLoader;

    @DgsDataLoader(name = COVER)
    public final MappedBatchLoader<String, Image> coverLoader;

    @DgsDataLoader(name = RENDITIONS)
    public final MappedBatchLoader<String, List<Rendition>> renditionLoader;

    private final VideoService videos;
    private final Posters posters;
    private final CatalogService catalog;

    VideoController(VideoService videos, Posters posters, CatalogService catalog) {
        this.videos = videos;
        this.posters = posters;
        this.catalog = catalog;
        videoLoader = ids -> CompletableFuture.completedFuture(videos.byIds(ids));
        knownVideoLoader = ids -> CompletableFuture.completedFuture(videos.known(ids));
        lessonsLoader = ids -> CompletableFuture.completedFuture(videos.lessonsOf(ids, Caller.current()));
        replacementLoader = ids -> CompletableFuture.completedFuture(videos.replacements(ids, Caller.current()));
        coverLoader = ids -> CompletableFuture.completedFuture(covers(ids));
        renditionLoader = ids -> CompletableFuture.completedFuture(videos.renditions(ids));
    }

    /** The file as it came. */
    public record SourceFile(
            String name,
            long bytes,
            @Nullable String mimeType,
            @Nullable String sha256,
            @Nullable Instant uploadedAt) {}

    @DgsQuery
    public @Nullable Video video(@InputArgument String id) {
        return videos.own(id, Caller.current()).orElse(null);
    }

    @DgsQuery
    public Connection<Video> myVideos(
            @InputArgument @Nullable List<Video.Status> status,
            @InputArgument boolean deleted,
            DataFetchingEnvironment env) {
        Slice slice = Slice.forward(env.getArgument("first"), env.getArgument("after"))
                .ofList("vid");
        return videos.page(Caller.require().userId(), Objects.requireNonNullElse(status, List.of()), deleted, slice);
    }

    /** The lesson goes along: who plays the video plays it in this one, whatever others show it too. */
    @DgsData(parentType = "VideoContent", field = "video")
    public @Nullable CompletableFuture<DataFetcherResult<Video>> videoOfLesson(DgsDataFetchingEnvironment env) {
        VideoContent content = Objects.requireNonNull(env.getSource());
        DataLoader<String, Video> loader = Objects.requireNonNull(env.getDataLoader(VIDEO));
        String id = content.lesson().videoId();
        return id == null
                ? null
                : loader.load(id)
                        .thenApply(video -> DataFetcherResult.<Video>newResult()
                                .data(video)
                                .localContext(content.lesson())
                                .build());
    }

    /** For those who teach the course: others see what is there. */
    @DgsData(parentType = "VideoContent")
    public CompletableFuture<Video> replacement(DgsDataFetchingEnvironment env) {
        VideoContent content = Objects.requireNonNull(env.getSource());
        DataLoader<String, Video> loader = Objects.requireNonNull(env.getDataLoader(REPLACEMENT));
        return loader.load(content.lesson().id());
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
        catalog.visibleLessonsOf(courseIds, Caller.current())
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

    @DgsData(parentType = "Video")
    public CompletableFuture<List<Rendition>> renditions(DgsDataFetchingEnvironment env) {
        DataLoader<String, List<Rendition>> loader = Objects.requireNonNull(env.getDataLoader(RENDITIONS));
        return loader.load(video(env).id()).thenApply(found -> found == null ? List.of() : found);
    }

    /** For those who teach the courses. */
    @DgsData(parentType = "Video", field = "lessons")
    public CompletableFuture<List<Lesson>> lessonsOfVideo(DgsDataFetchingEnvironment env) {
        DataLoader<String, @Nullable List<Lesson>> loader = Objects.requireNonNull(env.getDataLoader(LESSONS_OF_VIDEO));
        return loader.load(video(env).id()).thenApply(found -> found == null ? List.of() : found);
    }

    @DgsData(parentType = "Video", field = "source")
    public @Nullable SourceFile sourceFile(DataFetchingEnvironment env) {
        Video video = video(env);
        return video.isOf(Caller.current())
                ? new SourceFile(
                        video.name(),
                        Objects.requireNonNullElse(video.sourceBytes(), 0L),
                        video.mime(),
                        video.sha256(),
                        video.uploadedAt())
                : null;
    }

    private static Video video(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getSource());
    }
}
