package io.aula.courses.image;

import io.aula.platform.id.ImageId;
import io.aula.platform.id.UploadId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What workers report of pictures, where only the holder of the fence is believed, and what identity tells of photos. */
@Component
class ImageEvents implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ImageEvents.class);

    private final Images images;
    private final ImageService service;
    private final Clock clock;

    ImageEvents(Images images, ImageService service, Clock clock) {
        this.images = images;
        this.service = service;
        this.clock = clock;
    }

    @Override
    public String queue() {
        return "courses.images";
    }

    @Override
    public void handle(Event event) {
        switch (event.type()) {
            case "image.made" -> held(event).ifPresent(image -> service.made(image, ladder(event.data())));
            case "image.failed" -> held(event).ifPresent(image -> service.failed(image, failure(event.data())));
            case "image.postponed" -> held(event).ifPresent(image -> postponed(image, event.data()));
            case "user.updated" -> photos(event);
            case "user.deleted" -> noPhotos(event);
            default -> LOG.info("{} is nothing that pictures know", event.type());
        }
    }

    private Optional<StoredImage> held(Event event) {
        long fence = event.data().path("fence").asLong(-1);
        Optional<StoredImage> held = ImageId.parse(event.data().path("imageId").asString(""))
                .flatMap(images::lock)
                .filter(image -> image.state() == StoredImage.State.MAKING && image.fence() == fence);
        if (held.isEmpty()) {
            LOG.info("{} of {} with fence {} is not the holder's: ignored", event.type(), event.subject(), fence);
        }
        return held;
    }

    private void postponed(StoredImage image, JsonNode data) {
        long seconds = data.path("retryInSeconds").asLong(0);
        LOG.warn(
                "Picture {} waits for {} s: {} {}",
                image.id(),
                seconds,
                data.path("code").asString(""),
                data.path("message").asString(""));
        service.postponed(image, clock.instant().plusSeconds(seconds));
    }

    private static StoredImage.Ladder ladder(JsonNode data) {
        return new StoredImage.Ladder(
                data.path("width").asInt(),
                data.path("height").asInt(),
                data.path("widths").valueStream().map(JsonNode::asInt).toList(),
                data.path("blurHash").asString(""),
                data.path("color").asString(""));
    }

    private static StoredImage.Failure failure(JsonNode data) {
        return new StoredImage.Failure(
                data.path("code").asString("INTERNAL"),
                data.path("texts").path("es").asString(""),
                data.path("texts").path("en").asString(""));
    }

    /** Events from before there were photos say nothing of them. */
    private void photos(Event event) {
        JsonNode uploads = event.data().path("avatarUploadIds");
        Optional<UserId> owner = UserId.parse(event.data().path("userId").asString(""));
        if (uploads.isArray() && owner.isPresent()) {
            List<UploadId> ids = uploads.valueStream()
                    .flatMap(id -> UploadId.parse(id.asString("")).stream())
                    .toList();
            service.photosOf(owner.get(), images.ofUploads(ids), event.version());
        }
    }

    private void noPhotos(Event event) {
        UserId.parse(event.data().path("userId").asString(""))
                .ifPresent(owner -> service.photosOf(owner, List.of(), event.version()));
    }
}
