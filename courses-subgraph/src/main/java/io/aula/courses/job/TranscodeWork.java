package io.aula.courses.job;

import io.aula.courses.video.Source;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.platform.id.VideoId;
import io.aula.platform.messaging.Draft;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a video's sizes from its source. */
@Component
class TranscodeWork implements Work {
    private final VideoService videos;
    private final SoundWishes wishes;

    TranscodeWork(VideoService videos, SoundWishes wishes) {
        this.videos = videos;
        this.wishes = wishes;
    }

    @Override
    public Kind kind() {
        return Kind.TRANSCODE;
    }

    @Override
    public Draft message(Order order) {
        Source video = videos.source(order.videoId());
        Map<String, @Nullable Object> source = new HashMap<>();
        source.put("bucket", "uploads");
        source.put("key", video.key());
        source.put("bytes", video.bytes());
        source.put("mime", video.mime());
        source.put("sha256", video.sha256());
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("videoId", order.videoId());
        data.put("jobId", order.jobId());
        data.put("ownerId", video.ownerId());
        data.put("lessonId", order.lessonId());
        data.put("source", source);
        data.put("output", Map.of("bucket", "media", "prefix", order.videoId() + "/"));
        data.put("spokenLocale", video.spokenLocale());
        data.put("encrypt", false);
        data.put("loudness", wishes.wantsLoudness(order.videoId()));
        String queue = order.urgency().name().toLowerCase(Locale.ROOT);
        return new Draft("video.uploaded", order.videoId().text(), order.version(), Optional.of(queue), data);
    }

    @Override
    public void queued(VideoId videoId) {
        videos.moveTo(videoId, Video.Status.QUEUED);
    }

    @Override
    public void begun(VideoId videoId) {
        videos.moveTo(videoId, Video.Status.PROCESSING);
    }

    @Override
    public void failed(VideoId videoId) {
        videos.moveTo(videoId, Video.Status.FAILED);
    }
}
