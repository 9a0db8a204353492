package io.aula.courses.captions;

import io.aula.courses.refusal.RefusedException;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.platform.id.TrackId;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who may change the words of a video: its owner, and whoever teaches a course that shows it. */
@Component
public class Editors {
    private final VideoService videos;
    private final Tracks tracks;

    Editors(VideoService videos, Tracks tracks) {
        this.videos = videos;
        this.tracks = tracks;
    }

    /** Whoever may not is told that there is none. */
    public Video video(VideoId id, Caller caller) {
        return Optional.ofNullable(videos.byIds(List.of(id)).get(id))
                .filter(video -> mayEdit(video, Optional.of(caller)))
                .orElseThrow(() -> RefusedException.notFound(id));
    }

    /** The track, held until the end of the transaction, if it still is as the caller saw it. */
    public Track track(TrackId id, int expectedRevision, Caller caller) {
        Track track = tracks.lock(id).orElseThrow(() -> RefusedException.notFound(id));
        if (videos.byIds(List.of(track.videoId())).values().stream()
                .noneMatch(video -> mayEdit(video, Optional.of(caller)))) {
            throw RefusedException.notFound(id);
        }
        if (track.revision() != expectedRevision) {
            throw RefusedException.stale(track.revision());
        }
        return track;
    }

    public boolean mayEdit(Video video, Optional<Caller> caller) {
        return videos.mayEdit(video, caller);
    }
}
