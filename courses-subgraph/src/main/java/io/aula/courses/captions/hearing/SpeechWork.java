package io.aula.courses.captions.hearing;

import io.aula.courses.captions.Surroundings;
import io.aula.courses.captions.translation.EnglishByEar;
import io.aula.courses.job.Work;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.platform.id.VideoId;
import io.aula.platform.messaging.Draft;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Listens to a video that can be played. Whatever becomes of it, the video stays as it is. */
@Component
class SpeechWork implements Work {
    private final VideoService videos;
    private final Surroundings surroundings;
    private final EnglishByEar english;

    SpeechWork(VideoService videos, Surroundings surroundings, EnglishByEar english) {
        this.videos = videos;
        this.surroundings = surroundings;
        this.english = english;
    }

    @Override
    public Kind kind() {
        return Kind.SPEECH;
    }

    @Override
    public Draft message(Order order) {
        Video video = video(order.videoId());
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("videoId", video.id());
        data.put("jobId", order.jobId());
        data.put("prefix", prefix(video));
        data.put("durationMs", Math.max(1, Objects.requireNonNullElse(video.durationMs(), 1)));
        data.put("spokenLocale", videos.source(video.id()).spokenLocale());
        data.put("words", surroundings.words(video.id()));
        data.put(
                "english",
                english.notFrom(video.id())
                        .map(languages -> Map.of("notFrom", languages))
                        .orElse(null));
        String queue = order.urgency().name().toLowerCase(Locale.ROOT);
        return new Draft("video.audio_ready", video.id().text(), order.version(), Optional.of(queue), data);
    }

    @Override
    public Optional<String> prefix(VideoId videoId) {
        return Optional.of(prefix(video(videoId)));
    }

    /** Also of a video that was deleted since. */
    private Video video(VideoId videoId) {
        return Objects.requireNonNull(videos.known(List.of(videoId)).get(videoId), videoId.text());
    }

    private static String prefix(Video video) {
        return video.id() + "/" + video.mediaRev() + "/";
    }
}
