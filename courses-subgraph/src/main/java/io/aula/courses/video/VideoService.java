package io.aula.courses.video;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Lesson;
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
    private final CatalogService catalog;
    private final ApplicationEventPublisher told;
    private final Clock clock;

    VideoService(Videos videos, CatalogService catalog, ApplicationEventPublisher told, Clock clock) {
        this.videos = videos;
        this.catalog = catalog;
        this.told = told;
        this.clock = clock;
    }

    /** Those of the videos that are there, without regard to who asks. */
    public Map<String, Video> byIds(Collection<String> ids) {
        Map<String, Video> found = videos.byIds(ids);
        found.values().removeIf(video -> video.deletedAt() != null);
        return found;
    }

    /** Deleted ones too, for what hangs on them. */
    public Map<String, Video> known(Collection<String> ids) {
        return videos.byIds(ids);
    }

    /** The video, if it is the caller's or the caller administers the platform. */
    public Optional<Video> own(String id, Optional<Caller> caller) {
        return Optional.ofNullable(byIds(List.of(id)).get(id)).filter(video -> video.isOf(caller));
    }

    Connection<Video> page(String ownerId, List<Video.Status> statuses, boolean isDeleted, Slice slice) {
        return Connection.of(
                slice, videos.page(new Videos.Shelf(ownerId, statuses, isDeleted, clock.instant()), slice));
    }

    Map<String, List<Rendition>> renditions(Collection<String> videoIds) {
        return videos.renditions(videoIds);
    }

    /** Of lessons that the caller teaches: the videos that take their place once they can be played. */
    Map<String, Video> replacements(Collection<String> lessonIds, Optional<Caller> caller) {
        Map<String, Lesson> lessons = catalog.knownLessons(lessonIds);
        Set<String> staffed =
                catalog.staffed(lessons.values().stream().map(Lesson::courseId).collect(Collectors.toSet()), caller);
        return videos.replacements(lessons.values().stream()
                .filter(lesson -> staffed.contains(lesson.courseId()))
                .map(Lesson::id)
                .toList());
    }

    /** Of each video the lessons that show it or wait for it, as far as the caller teaches their courses. */
    Map<String, List<Lesson>> lessonsOf(Collection<String> videoIds, Optional<Caller> caller) {
        Map<String, List<Lesson>> using = catalog.lessonsUsing(videoIds);
        Set<String> courses = using.values().stream()
                .flatMap(List::stream)
                .map(Lesson::courseId)
                .collect(Collectors.toSet());
        Set<String> staffed = catalog.staffed(courses, caller);
        Map<String, List<Lesson>> shown = new HashMap<>();
        using.forEach((id, lessons) -> shown.put(
                id,
                lessons.stream()
                        .filter(lesson -> staffed.contains(lesson.courseId()))
                        .toList()));
        return shown;
    }

    /** What the person keeps with us. */
    public Kept kept(String ownerId) {
        return videos.kept(ownerId, clock.instant());
    }

    public int uploadedSince(String ownerId, Instant since) {
        return videos.uploadedSince(ownerId, since);
    }

    public void announce(NewVideo video) {
        videos.add(video);
    }

    /** The whole file lies in the object store and waits for a worker. */
    public void uploaded(String id, String key, String sha256) {
        videos.uploaded(id, key, sha256, clock.instant());
    }

    /**
     * Captions of this revision lie beside the files of {@code mediaRev}, and are played from now on.
     *
     * @return false when the video was made anew meanwhile, or has a later revision
     */
    public boolean captioned(String id, long mediaRev, int captionsRev) {
        return videos.captioned(id, mediaRev, captionsRev, clock.instant());
    }

    /** Which language is spoken in it, as a person says. */
    public void speaks(String id, String locale) {
        videos.speaks(id, locale);
    }

    public Source source(String id) {
        return videos.source(id);
    }

    /** A video that can be played stays so while it is worked on again. */
    public void moveTo(String id, Video.Status status) {
        videos.moveTo(id, status, clock.instant());
    }

    /** The caller has checked that the worker holds the job's fence. */
    public void publish(String id, Video.Status status, Made made) {
        videos.publish(id, status, made, clock.instant());
        made.sizes().forEach(size -> videos.addRendition(id, made.rev(), size));
        if (byIds(List.of(id)).containsKey(id)) { // otherwise it is told when the video is brought back
            told.publishEvent(new VideoPlayable(id, made.durationMs()));
        }
    }
}
