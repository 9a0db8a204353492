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
import io.aula.courses.image.Image;
import io.aula.courses.image.ImageFormat;
import io.aula.courses.image.ImagePurpose;
import io.aula.courses.image.ImageService;
import io.aula.courses.image.ImageUse;
import io.aula.courses.image.StoredImage;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.VideoId;
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
    static final String POSTER = "poster";
    static final String RENDITIONS = "renditions";
    private static final int MOST_COVERS = 5;

    @DgsDataLoader(name = VIDEO)
    public final MappedBatchLoader<VideoId, Video> videoLoader;

    @DgsDataLoader(name = KNOWN_VIDEO)
    public final MappedBatchLoader<VideoId, Video> knownVideoLoader;

    @DgsDataLoader(name = LESSONS_OF_VIDEO)
    public final MappedBatchLoader<VideoId, List<Lesson>> lessonsLoader;

    @DgsDataLoader(name = REPLACEMENT)
    public final MappedBatchLoader<LessonId, Video> replacementLoader;

    @DgsDataLoader(name = COVER)
    public final MappedBatchLoader<CourseId, Picture> coverLoader;

    @DgsDataLoader(name = POSTER)
    public final MappedBatchLoader<VideoId, ImageUse> posterLoader;

    @DgsDataLoader(name = RENDITIONS)
    public final MappedBatchLoader<VideoId, List<Rendition>> renditionLoader;

    private final VideoService videos;
    private final Posters posters;
    private final CatalogService catalog;
    private final ImageService images;

    VideoController(VideoService videos, Posters posters, CatalogService catalog, ImageService images) {
        this.images = images;
        this.videos = videos;
        this.posters = posters;
        this.catalog = catalog;
        videoLoader = ids -> CompletableFuture.completedFuture(videos.byIds(ids));
        knownVideoLoader = ids -> CompletableFuture.completedFuture(videos.known(ids));
        lessonsLoader = ids -> CompletableFuture.completedFuture(videos.lessonsOf(ids, Caller.current()));
        replacementLoader = ids -> CompletableFuture.completedFuture(videos.replacements(ids, Caller.current()));
        coverLoader = ids -> CompletableFuture.completedFuture(covers(ids));
        posterLoader = ids -> CompletableFuture.completedFuture(posterUses(ids));
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
        return VideoId.parse(id)
                .flatMap(known -> videos.own(known, Caller.current()))
                .orElse(null);
    }

    @DgsQuery
    public Connection<Video> myVideos(
            @InputArgument @Nullable List<Video.Status> status,
            @InputArgument boolean deleted,
            DataFetchingEnvironment env) {
        Slice slice = Slice.forward(env.getArgument("first"), env.getArgument("after"))
                .ofList(VideoId.PREFIX);
        return videos.page(Caller.require().user(), Objects.requireNonNullElse(status, List.of()), deleted, slice);
    }

    /** The lesson goes along: who plays the video plays it in this one, whatever others show it too. */
    @DgsData(parentType = "VideoContent", field = "video")
    public @Nullable CompletableFuture<DataFetcherResult<Video>> videoOfLesson(DgsDataFetchingEnvironment env) {
        VideoContent content = Objects.requireNonNull(env.getSource());
        DataLoader<VideoId, Video> loader = Objects.requireNonNull(env.getDataLoader(VIDEO));
        VideoId id = content.lesson().videoId();
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
        DataLoader<LessonId, Video> loader = Objects.requireNonNull(env.getDataLoader(REPLACEMENT));
        return loader.load(content.lesson().id());
    }

    /** What a picture is made from: one that has its ladder, or a frame in one size. */
    public sealed interface Picture {
        record Made(StoredImage image) implements Picture {}

        record Frame(Image image) implements Picture {}
    }

    /** The chosen cover, or the poster of the first video that has one. */
    @DgsData(parentType = "Course")
    public CompletableFuture<@Nullable Image> cover(
            DgsDataFetchingEnvironment env, @InputArgument int width, @InputArgument ImageFormat format) {
        Course course = Objects.requireNonNull(env.getSource());
        DataLoader<CourseId, Picture> loader = Objects.requireNonNull(env.getDataLoader(COVER));
        return loader.load(course.id()).thenApply(found -> found == null ? null : shown(found, width, format));
    }

    private Image shown(Picture picture, int width, ImageFormat format) {
        return switch (picture) {
            case Picture.Made(StoredImage image) -> images.address(image, width, format);
            case Picture.Frame(Image image) -> image;
        };
    }

    /** For those who teach the course. */
    @DgsData(parentType = "Course")
    public @Nullable StoredImage chosenCover(DgsDataFetchingEnvironment env) {
        Course course = Objects.requireNonNull(env.getSource());
        return Caller.current()
                .filter(caller -> catalog.isStaff(course.id(), caller))
                .flatMap(caller -> images.use(ImagePurpose.COVER, course.id().text()))
                .map(ImageUse::latest)
                .orElse(null);
    }

    private Map<CourseId, Picture> covers(Collection<CourseId> courseIds) {
        Map<CourseId, Picture> covers = new HashMap<>();
        Map<String, ImageUse> chosen = images.uses(
                ImagePurpose.COVER, courseIds.stream().map(CourseId::text).toList());
        chosen.forEach((id, use) -> {
            StoredImage ready = use.shownIfReady();
            if (ready != null) {
                covers.put(new CourseId(id), new Picture.Made(ready));
            }
        });
        coversOfVideos(courseIds.stream().filter(id -> !covers.containsKey(id)).toList(), covers);
        return covers;
    }

    private void coversOfVideos(Collection<CourseId> courseIds, Map<CourseId, Picture> covers) {
        Map<CourseId, List<VideoId>> candidates = new HashMap<>();
        catalog.visibleLessonsOf(courseIds, Caller.current())
                .forEach((courseId, lessons) -> candidates.put(
                        courseId,
                        lessons.stream()
                                .map(Lesson::videoId)
                                .filter(Objects::nonNull)
                                .limit(MOST_COVERS)
                                .toList()));
        Map<VideoId, Video> found =
                videos.byIds(candidates.values().stream().flatMap(List::stream).toList());
        Map<VideoId, ImageUse> uses = posterUses(found.keySet());
        candidates.forEach((courseId, ids) -> ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(video -> posterOf(video, uses.get(video.id())))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(cover -> covers.put(courseId, cover)));
    }

    private Map<VideoId, ImageUse> posterUses(Collection<VideoId> videoIds) {
        Map<VideoId, ImageUse> uses = new HashMap<>();
        images.uses(ImagePurpose.POSTER, videoIds.stream().map(VideoId::text).toList())
                .forEach((id, use) -> uses.put(new VideoId(id), use));
        return uses;
    }

    private @Nullable Picture posterOf(Video video, @Nullable ImageUse use) {
        StoredImage ready = use == null ? null : use.shownIfReady();
        if (ready != null) {
            return new Picture.Made(ready);
        }
        Image frame = posters.of(video);
        return frame == null ? null : new Picture.Frame(frame);
    }

    @DgsData(parentType = "Video")
    public CompletableFuture<@Nullable Image> poster(
            DgsDataFetchingEnvironment env, @InputArgument int width, @InputArgument ImageFormat format) {
        Video video = video(env);
        DataLoader<VideoId, ImageUse> loader = Objects.requireNonNull(env.getDataLoader(POSTER));
        return loader.load(video.id()).thenApply(use -> {
            Picture picture = posterOf(video, use);
            return picture == null ? null : shown(picture, width, format);
        });
    }

    /** For those who may edit it. */
    @DgsData(parentType = "Video")
    public CompletableFuture<@Nullable StoredImage> chosenPoster(DgsDataFetchingEnvironment env) {
        Video video = video(env);
        DataLoader<VideoId, ImageUse> loader = Objects.requireNonNull(env.getDataLoader(POSTER));
        return loader.load(video.id())
                .thenApply(use -> use != null && use.isChosen() && video.isOf(Caller.current()) ? use.latest() : null);
    }

    @DgsData(parentType = "Video")
    public CompletableFuture<List<Rendition>> renditions(DgsDataFetchingEnvironment env) {
        DataLoader<VideoId, List<Rendition>> loader = Objects.requireNonNull(env.getDataLoader(RENDITIONS));
        return loader.load(video(env).id()).thenApply(found -> found == null ? List.of() : found);
    }

    /** For those who teach the courses. */
    @DgsData(parentType = "Video", field = "lessons")
    public CompletableFuture<List<Lesson>> lessonsOfVideo(DgsDataFetchingEnvironment env) {
        DataLoader<VideoId, @Nullable List<Lesson>> loader =
                Objects.requireNonNull(env.getDataLoader(LESSONS_OF_VIDEO));
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
