package io.aula.courses.job;

import io.aula.courses.video.Source;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
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

    TranscodeWork(VideoService videos) {
        this.videos = videos;
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
        String queue = order.urgency().name().toLowerCase(Locale.ROOT);
        return new Draft("video.uploaded", order.videoId(), order.version(), Optional.of(queue), data);
    }

    @Override
    public void queued(String videoId) {
        videos.moveTo(videoId, Video.Status.QUEUED);
    }

    @Override
    public void begun(String videoId) {
        videos.moveTo(videoId, Video.Status.PROCESSING);
    }

    @Override
    public void failed(String videoId) {
        videos.moveTo(videoId, Video.Status.FAILED);
    }
}
