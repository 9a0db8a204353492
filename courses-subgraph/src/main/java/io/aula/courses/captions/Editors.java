package io.aula.courses.captions;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.graphql.UserError;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who may change the words of a video: its owner, and whoever teaches a course that shows it. */
@Component
class Editors {
    private final VideoService videos;
    private final CatalogService catalog;
    private final Tracks tracks;

    Editors(VideoService videos, CatalogService catalog, Tracks tracks) {
        this.videos = videos;
        this.catalog = catalog;
        this.tracks = tracks;
    }

    /** Whoever may not is told that there is none. */
    Video video(String id, Caller caller) {
        return Optional.ofNullable(videos.byIds(List.of(id)).get(id))
                .filter(video -> mayEdit(video, Optional.of(caller)))
                .orElseThrow(() -> new RefusedException(UserError.notFound(id)));
    }

    /** The track, held until the end of the transaction, if it still is as the caller saw it. */
    Track track(String id, int expectedRevision, Caller caller) {
        Track track = tracks.lock(id).orElseThrow(() -> new RefusedException(UserError.notFound(id)));
        if (videos.byIds(List.of(track.videoId())).values().stream()
                .noneMatch(video -> mayEdit(video, Optional.of(caller)))) {
            throw new RefusedException(UserError.notFound(id));
        }
        if (track.revision() != expectedRevision) {
            throw new RefusedException(UserError.stale(track.revision()));
        }
        return track;
    }

    boolean mayEdit(Video video, Optional<Caller> caller) {
        if (video.isOf(caller)) {
            return true;
        }
        Set<String> courses = catalog.lessonsUsing(List.of(video.id())).getOrDefault(video.id(), List.of()).stream()
                .map(Lesson::courseId)
                .collect(Collectors.toSet());
        return !catalog.staffed(courses, caller).isEmpty();
    }
}
