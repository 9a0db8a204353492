package io.aula.courses.captions.hearing;

import io.aula.courses.captions.CaptionedVideos;
import io.aula.courses.captions.Editors;
import io.aula.courses.captions.Languages;
import io.aula.courses.captions.Tracks;
import io.aula.courses.captions.translation.CaptionTranslation;
import io.aula.courses.job.JobService;
import io.aula.courses.job.Work;
import io.aula.courses.refusal.RefusableTransaction;
import io.aula.courses.refusal.RefusedException;
import io.aula.courses.refusal.Result;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoPlayable;
import io.aula.courses.video.VideoPurged;
import io.aula.courses.video.VideoService;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks for videos to be listened to: once by itself, as soon as one can be played, and again when somebody wants it. */
@Service
class Hearing {
    private static final int MOST_LOCALES = 10;
    private static final int MOST_AT_ONCE = 1_000;

    private final JobService jobs;
    private final VideoService videos;
    private final Editors editors;
    private final Tracks tracks;
    private final CaptionedVideos captioned;
    private final CaptionTranslation translation;
    private final RefusableTransaction transaction;
    private final Clock clock;

    Hearing(
            JobService jobs,
            VideoService videos,
            Editors editors,
            Tracks tracks,
            CaptionedVideos captioned,
            CaptionTranslation translation,
            RefusableTransaction transaction,
            Clock clock) {
        this.jobs = jobs;
        this.videos = videos;
        this.editors = editors;
        this.tracks = tracks;
        this.captioned = captioned;
        this.translation = translation;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The video's own manifests are other ones now: the words go into them again. */
    @EventListener
    void playable(VideoPlayable video) {
        VideoId id = video.videoId();
        captioned.touchIfThere(id, clock.instant());
        if (!jobs.latest(Work.Kind.SPEECH, List.of(id)).containsKey(id)) {
            jobs.queueSpeech(id);
        }
    }

    @EventListener
    void purged(VideoPurged video) {
        tracks.forget(video.videoId());
        captioned.forget(video.videoId());
    }

    /** @param locales wanted beside what is spoken. @param spoken what a person says is spoken */
    Result<Video> request(VideoId videoId, List<String> locales, @Nullable String spoken, Caller caller) {
        return transaction.change(() -> requested(videoId, locales, spoken, caller));
    }

    private Video requested(VideoId videoId, List<String> locales, @Nullable String spoken, Caller caller) {
        Video video = editors.video(videoId, caller);
        if (!video.isPlayable()) {
            throw RefusedException.againstRule(
                    "VIDEO_NOT_READY",
                    "El vídeo todavía no se puede reproducir; los subtítulos vienen después.",
                    "The video cannot be played yet; captions come after that.",
                    "videoId");
        }
        if (locales.size() > MOST_LOCALES) {
            throw RefusedException.againstRule(
                    "TOO_MANY_LANGUAGES", "Como mucho 10 idiomas.", "At most 10 languages.", "locales");
        }
        captioned.want(
                videoId, locales.stream().map(Languages::canonical).distinct().toList());
        Optional<String> told = Optional.ofNullable(spoken).map(Languages::canonical);
        told.ifPresent(locale -> videos.speaks(videoId, locale));
        translation.want(videoId);
        if (wantsToBeHeard(videoId, told)) {
            jobs.queueSpeech(videoId);
        }
        return video;
    }

    /** What people have worked on need not be heard again for the sake of another language. */
    private boolean wantsToBeHeard(VideoId videoId, Optional<String> spoken) {
        return tracks.ofVideo(videoId).stream()
                .filter(track -> track.isKept() && !track.isTranslation())
                .noneMatch(track -> spoken.isEmpty() || spoken.get().equals(track.locale()));
    }

    /** Those that could not be heard for want of a model, and those that nobody was asked for. @return how many */
    @Transactional
    public int askAgain() {
        List<VideoId> unheard = jobs.unheard(MOST_AT_ONCE);
        unheard.forEach(jobs::queueSpeech);
        return unheard.size();
    }
}
