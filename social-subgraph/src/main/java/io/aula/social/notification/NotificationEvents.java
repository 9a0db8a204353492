package io.aula.social.notification;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.MalformedEventException;
import io.aula.social.documents.Documents;
import io.aula.social.notification.Notification.Happening;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The consumer of {@code social.notify}. Needs no inbox: what happened has a key of its own, by which it is known when it is told again,
 * in whatever order.
 */
@Component
class NotificationEvents implements EventHandler {
    private final Teller teller;
    private final WrittenNews written;
    private final Preferences preferences;
    private final KnownBlocks blocks;

    NotificationEvents(Teller teller, WrittenNews written, Preferences preferences, KnownBlocks blocks) {
        this.teller = teller;
        this.preferences = preferences;
        this.written = written;
        this.blocks = blocks;
    }

    @Override
    public String queue() {
        return "social.notify";
    }

    @Override
    public void handle(Event event) {
        Documents.inBackground(() -> {
            try {
                tell(event);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new MalformedEventException(event.type() + " " + event.id() + ": " + e.getMessage());
            }
        });
    }

    private void tell(Event event) {
        JsonNode data = event.data();
        switch (event.type()) {
            case "comment.created", "thread.posted" ->
                written.tell(new CommentId(text(data, "commentId")), person(data, "parentAuthorId"), at(data));
            case "thread.answered" ->
                written.tellOfAnswer(new CommentId(text(data, "commentId")), person(data, "acceptedById"), at(data));
            case "follow.created" -> followed(data);
            case "mail.stopped" -> preferences.stopMail(new UserId(text(data, "userId")), at(data));
            case "block.created" -> blocked(data, true, event.version());
            case "block.removed" -> blocked(data, false, event.version());
            case "video.settled" -> settled(data, event.version());
            case "moderation.decided" -> decided(data, event.version());
            case "thread.created" -> written.tellOfThread(new ThreadId(text(data, "threadId")), at(data));
            default -> {} // what is new tomorrow is not for today's consumer, nor is what CourseNews takes
        }
    }

    private void blocked(JsonNode data, boolean isBlocked, long version) {
        blocks.keep(new UserId(text(data, "blockerId")), new UserId(text(data, "blockedId")), isBlocked, version);
    }

    /** To whose it is; by nobody in particular. */
    private void decided(JsonNode data, long version) {
        String report = text(data, "reportId");
        teller.tell(
                Set.of(new UserId(text(data, "authorId"))),
                NotificationKind.MODERATION,
                report,
                new Happening(text(data, "outcome") + ":" + version, null, report, at(data)));
    }

    /** To whoever keeps the video, once for each time that it was worked on. */
    private void settled(JsonNode data, long version) {
        VideoId video = new VideoId(text(data, "videoId"));
        Optional<NotificationKind> kind = switch (text(data, "work") + " " + text(data, "outcome")) {
            case "VIDEO READY" -> Optional.of(NotificationKind.VIDEO_READY);
            case "VIDEO FAILED" -> Optional.of(NotificationKind.VIDEO_FAILED);
            case "CAPTIONS READY" -> Optional.of(NotificationKind.CAPTIONS_READY);
            case "CAPTIONS FAILED" -> Optional.of(NotificationKind.CAPTIONS_FAILED);
            default -> Optional.empty(); // of tomorrow
        };
        Happening happening = new Happening(text(data, "jobId") + ":" + version, null, video.text(), at(data));
        kind.ifPresent(of -> teller.tell(Set.of(new UserId(text(data, "ownerId"))), of, video.text(), happening));
    }

    private void followed(JsonNode data) {
        UserId follower = new UserId(text(data, "followerId"));
        UserId followed = new UserId(text(data, "followedId"));
        // by who follows: whoever takes it back and does it again is told of once
        teller.tell(
                Set.of(followed),
                NotificationKind.FOLLOW,
                "me",
                new Happening(follower.text(), follower, follower.text(), at(data)));
    }

    private static Optional<UserId> person(JsonNode data, String field) {
        return data.path(field).isString()
                ? Optional.of(new UserId(data.path(field).asString()))
                : Optional.empty();
    }

    private static Instant at(JsonNode data) {
        return OffsetDateTime.parse(text(data, "at")).toInstant();
    }

    private static String text(JsonNode data, String field) {
        JsonNode value = data.path(field);
        if (!value.isString()) {
            throw new IllegalArgumentException("the field " + field + " is missing");
        }
        return value.asString();
    }
}
