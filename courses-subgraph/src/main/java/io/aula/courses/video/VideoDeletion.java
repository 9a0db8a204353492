package io.aula.courses.video;

import io.aula.courses.catalog.LessonsPurged;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Deletes videos so that it can be undone for {@link #KEPT}, or for good. */
@Service
@Transactional
class VideoDeletion {
    /** How long a deleted video can be brought back. */
    static final Duration KEPT = Duration.ofDays(30);

    private final DeletedVideos deleted;
    private final ApplicationEventPublisher told;
    private final Clock clock;

    VideoDeletion(DeletedVideos deleted, ApplicationEventPublisher told, Clock clock) {
        this.deleted = deleted;
        this.told = told;
        this.clock = clock;
    }

    /**
     * One whose file never came whole is deleted for good: of it there is nothing to bring back.
     *
     * @return false when the caller has no such video
     */
    boolean delete(VideoId id, boolean isForGood, Caller caller) {
        Instant now = clock.instant();
        Video video = own(id, caller, now).orElse(null);
        if (video == null) {
            return false;
        }
        if (isForGood || !video.hasArrived()) {
            deleteForGood(id, now);
        } else if (video.deletedAt() == null) {
            deleted.delete(id, now, now.plus(KEPT));
            told.publishEvent(new VideoDeleted(id, false));
        }
        return true;
    }

    void takenBack(VideoId id) {
        Instant now = clock.instant();
        deleted.find(id, now).filter(video -> !video.hasArrived()).ifPresent(video -> deleteForGood(id, now));
    }

    /** Whoever owned them: an account is erased. */
    void deleteForGood(Collection<VideoId> ids) {
        Instant now = clock.instant();
        ids.forEach(id -> deleteForGood(id, now));
    }

    private void deleteForGood(VideoId id, Instant now) {
        deleted.delete(id, now, now);
        told.publishEvent(new VideoDeleted(id, true));
    }

    /**
     * One that is there stays as it is.
     *
     * @return nothing when the caller has no such video
     */
    Optional<Video> restore(VideoId id, Caller caller) {
        Instant now = clock.instant();
        Optional<Video> video = own(id, caller, now);
        if (video.isPresent() && video.get().deletedAt() != null) {
            deleted.restore(id);
            told.publishEvent(new VideoRestored(id));
            video = own(id, caller, now);
        }
        video.filter(Video::isPlayable)
                .map(Video::durationMs)
                .ifPresent(durationMs -> told.publishEvent(new VideoPlayable(id, durationMs)));
        return video;
    }

    private Optional<Video> own(VideoId id, Caller caller, Instant now) {
        return deleted.find(id, now).filter(video -> video.isOf(Optional.of(caller)));
    }

    /** A lesson that is gone for good takes its videos with it, but for those that others show. */
    @EventListener
    void purged(LessonsPurged lessons) {
        Instant now = clock.instant();
        deleted.unused(lessons.videoIds()).forEach(id -> deleteForGood(id, now));
    }
}
