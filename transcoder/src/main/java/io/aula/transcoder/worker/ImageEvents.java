package io.aula.transcoder.worker;

import io.aula.transcoder.image.ImageFinding;
import io.aula.transcoder.job.ImageJob;
import io.aula.transcoder.job.ImageOutcome;
import io.aula.transcoder.ladder.FailureCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What becomes of a picture, told to courses under one fence. */
final class ImageEvents {

    private final EventPublisher publisher;
    private final ImageJob job;
    private final long fence;

    ImageEvents(EventPublisher publisher, ImageJob job, long fence) {
        this.publisher = publisher;
        this.job = job;
        this.fence = fence;
    }

    void made(ImageOutcome.Made made) {
        Map<String, Object> data = about();
        data.put("prefix", made.prefix());
        data.put("width", made.picture().width());
        data.put("height", made.picture().height());
        data.put("widths", made.picture().widths());
        data.put("blurHash", made.picture().blurHash());
        data.put("color", made.picture().color());
        publisher.event("image.made", job.imageId(), job.traceparent(), data);
    }

    /** The file is at fault, and whoever sent it is told what was found. */
    void rejected(ImageFinding finding) {
        failed(finding.name(), finding.spanish(), finding.english(), false);
    }

    void failed(FailureCode code) {
        failed(
                code.name(),
                "Algo falló por nuestra parte. Vuelve a subir la imagen.",
                "Something failed on our side. Upload the picture again.",
                true);
    }

    /** Nothing is wrong with the file: another try may do. */
    void postponed(FailureCode code, String message, Duration wait) {
        Map<String, Object> data = about();
        data.put("retryInSeconds", wait.toSeconds());
        data.put("code", code.name());
        data.put("message", message);
        publisher.event("image.postponed", job.imageId(), job.traceparent(), data);
    }

    private void failed(String code, String spanish, String english, boolean isRetryable) {
        Map<String, Object> data = about();
        data.put("code", code);
        data.put("texts", Map.of("es", spanish, "en", english));
        data.put("retryable", isRetryable);
        publisher.event("image.failed", job.imageId(), job.traceparent(), data);
    }

    private Map<String, Object> about() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("imageId", job.imageId());
        data.put("fence", fence);
        return data;
    }
}
