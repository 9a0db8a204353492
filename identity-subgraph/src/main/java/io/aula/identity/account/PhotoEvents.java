package io.aula.identity.account;

import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Courses has pictures made; of those that are photos of people, identity takes note. */
@Component
class PhotoEvents implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PhotoEvents.class);

    private final AccountService accounts;

    PhotoEvents(AccountService accounts) {
        this.accounts = accounts;
    }

    @Override
    public String queue() {
        return "identity.images";
    }

    @Override
    public void handle(Event event) {
        JsonNode data = event.data();
        String address = data.path("address").asString("");
        if (!event.type().equals("image.ready")
                || !data.path("purpose").asString("").equals("AVATAR")) {
            return;
        }
        UserId owner = UserId.parse(data.path("ownerId").asString("")).orElse(null);
        if (owner == null || !address.matches("/media/i/img_[0-9A-Z]{20,30}/[0-9]+/")) {
            LOG.warn("Photo {} has no owner or no address", event.subject());
            return;
        }
        accounts.photoIsReady(
                owner,
                new Photo(
                        data.path("uploadId").asString(""),
                        address,
                        data.path("width").asInt(),
                        data.path("height").asInt(),
                        data.path("widths").valueStream().map(JsonNode::asInt).toList(),
                        data.path("blurHash").asString(""),
                        data.path("color").asString("")));
    }
}
