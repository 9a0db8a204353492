package io.aula.courses.video;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Lesson;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Keeps videos. Whoever changes one does so within a transaction of their own. */
@Service
public class VideoService {
    private final Videos videos;
    private final VideoDeletion deletion;
    private final CatalogService catalog;
    private final ApplicationEventPublisher told;
    private final Clock clock;

    VideoService(
            Videos videos,
            VideoDeletion deletion,
            CatalogService catalog,
            ApplicationEventPublisher told,
            Clock clock) {
        this.videos = videos;
        this.deletion = deletion;
        this.catalog = catalog;
        this.told = told;
        this.clock = clock;
    }

    /** Those of the videos that are there, without regard to who asks. */
    public Map<VideoId, Video> byIds(Collection<VideoId> ids) {
        Map<VideoId, Video> found = videos.byIds(ids);
        found.values().removeIf(video -> video.deletedAt() != null);
        return found;
    }

    /** Deleted ones too, for what hangs on them. */
    public Map<VideoId, Video> known(Collection<VideoId> ids) {
        return videos.byIds(ids);
    }

    /** The video, if it is the caller's or the caller administers the platform. */
    public Optional<Video> own(VideoId id, Optional<Caller> caller) {
        return Optional.ofNullable(byIds(List.of(id)).get(id)).filter(video -> video.isOf(caller));
    }

    /** Whether the caller may change what is said and written of it: its owner, and whoever teaches a course that shows it. */
    public boolean mayEdit(Video video, Optional<Caller> caller) {
        return video.isOf(caller)
                || !lessonsOf(List.of(video.id()), caller)
                        .getOrDefault(video.id(), List.of())
                        .isEmpty();
    }

    Connection<Video> page(UserId ownerId, List<Video.Status> statuses, boolean isDeleted, Slice slice) {
        return Connection.of(
                slice, videos.page(new Videos.Shelf(ownerId, statuses, isDeleted, clock.instant()), slice));
    }

    Map<VideoId, List<Rendition>> renditions(Collection<VideoId> videoIds) {
        return videos.renditions(videoIds);
    }

    /** Of lessons that the caller teaches: the videos that take their place once they can be played. */
    Map<LessonId, Video> replacements(Collection<LessonId> lessonIds, Optional<Caller> caller) {
        Map<LessonId, Lesson> lessons = catalog.knownLessons(lessonIds);
        Set<CourseId> staffed =
                catalog.staffed(lessons.values().stream().map(Lesson::courseId).collect(Collectors.toSet()), caller);
        return videos.replacements(lessons.values().stream()
                .filter(lesson -> staffed.contains(lesson.courseId()))
                .map(Lesson::id)
                .toList());
    }

    /** Of each video the lessons that show it or wait for it, as far as the caller teaches their courses. */
    Map<VideoId, List<Lesson>> lessonsOf(Collection<VideoId> videoIds, Optional<Caller> caller) {
        Map<VideoId, List<Lesson>> using = catalog.lessonsUsing(videoIds);
        Set<CourseId> courses = using.values().stream()
                .flatMap(List::stream)
                .map(Lesson::courseId)
                .collect(Collectors.toSet());
        Set<CourseId> staffed = catalog.staffed(courses, caller);
        Map<VideoId, List<Lesson>> shown = new HashMap<>();
        using.forEach((id, lessons) -> shown.put(
                id,
                lessons.stream()
                        .filter(lesson -> staffed.contains(lesson.courseId()))
                        .toList()));
        return shown;
    }

    /** What the person keeps with us. */
    public Kept kept(UserId ownerId) {
        return videos.kept(ownerId, clock.instant());
    }

    public int uploadedSince(UserId ownerId, Instant since) {
        return videos.uploadedSince(ownerId, since);
    }

    public void announce(NewVideo video) {
        videos.add(video);
    }

    /** The whole file lies in the object store and waits for a worker. */
    public void uploaded(VideoId id, String key, String sha256) {
        videos.uploaded(id, key, sha256, clock.instant());
    }

    /**
     * Captions of this revision lie beside the files of {@code mediaRev}, and are played from now on.
     *
     * @return false when the video was made anew meanwhile, or has a later revision
     */
    public boolean captioned(VideoId id, long mediaRev, int captionsRev) {
        return videos.captioned(id, mediaRev, captionsRev, clock.instant());
    }

    /** Which language is spoken in it, as a person says. */
    public void speaks(VideoId id, String locale) {
        videos.speaks(id, locale);
    }

    public Source source(VideoId id) {
        return videos.source(id);
    }

    /** A video that can be played stays so while it is worked on again. */
    public void moveTo(VideoId id, Video.Status status) {
        videos.moveTo(id, status, clock.instant());
    }

    /** Whoever sends it changed their mind before the whole file had come: nothing of it is kept. */
    public void takenBack(VideoId id) {
        deletion.takenBack(id);
    }

    /** The caller has checked that the worker holds the job's fence. */
    public void publish(VideoId id, Video.Status status, Made made) {
        videos.publish(id, status, made, clock.instant());
        made.sizes().forEach(size -> videos.addRendition(id, made.rev(), size));
        if (byIds(List.of(id)).containsKey(id)) { // otherwise it is told when the video is brought back
            told.publishEvent(new VideoPlayable(id, made.durationMs()));
        }
    }
}
