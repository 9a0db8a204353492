package io.aula.social.notification;

import static java.util.stream.Collectors.toMap;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.NotificationId;
import io.aula.platform.id.ReportId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.access.LessonAccess;
import io.aula.social.access.Reader;
import io.aula.social.comment.CommentArchive;
import io.aula.social.forum.ForumArchive;
import io.aula.social.graphql.Lesson;
import io.aula.social.graphql.User;
import io.aula.social.graphql.Video;
import io.aula.social.moderation.ModerationArchive;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What the caller is told, and wants to be told. */
@Controller
class NotificationController {
    private static final int FACES = 3;

    private final Notifications notifications;
    private final Preferences preferences;
    private final CommentArchive comments;
    private final ForumArchive forums;
    private final LessonAccess lessons;
    private final ModerationArchive reports;

    NotificationController(
            Notifications notifications,
            Preferences preferences,
            CommentArchive comments,
            ForumArchive forums,
            LessonAccess lessons,
            ModerationArchive reports) {
        this.notifications = notifications;
        this.preferences = preferences;
        this.comments = comments;
        this.forums = forums;
        this.lessons = lessons;
        this.reports = reports;
    }

    record NotificationPreference(NotificationKind kind, boolean inApp, EmailCadence email) {
        static NotificationPreference of(NotificationKind kind, Preference said) {
            return new NotificationPreference(kind, !said.isOff(kind), said.mailOf(kind));
        }
    }

    @QueryMapping
    NotificationConnection notifications(
            @Argument boolean unreadOnly, @Argument @Nullable Integer first, @Argument @Nullable String after) {
        Slice slice = Slice.forward(first, after).ofList(NotificationId.PREFIX);
        return NotificationConnection.of(
                slice, notifications.page(Caller.require().user(), unreadOnly, slice));
    }

    @SchemaMapping(typeName = "NotificationConnection")
    int unreadCount(NotificationConnection connection) {
        return notifications.countUnread(Caller.require().user());
    }

    @QueryMapping
    List<NotificationPreference> notificationPreferences() {
        Preference said = preferences.of(Caller.require().user());
        return Arrays.stream(NotificationKind.values())
                .map(kind -> NotificationPreference.of(kind, said))
                .toList();
    }

    /** Nobody's but the caller's; without a token there is none. */
    @EntityMapping("Notification")
    List<@Nullable Notification> notificationEntities(@Argument List<String> idList) {
        Optional<Caller> reader = Caller.current().filter(caller -> caller.hasScope("notifications:read"));
        List<NotificationId> ids =
                idList.stream().flatMap(id -> NotificationId.parse(id).stream()).toList();
        Map<String, Notification> found =
                reader.map(caller -> notifications.byIds(caller.user(), ids)).orElse(List.of()).stream()
                        .collect(toMap(each -> each.id().text(), Function.identity()));
        return idList.stream().<@Nullable Notification>map(found::get).toList();
    }

    @SchemaMapping(typeName = "Notification")
    List<User> actors(Notification notification) {
        return notification.people().stream().limit(FACES).map(User::new).toList();
    }

    @SchemaMapping(typeName = "Notification")
    int actorCount(Notification notification) {
        return notification.people().size();
    }

    @SchemaMapping(typeName = "Notification")
    int count(Notification notification) {
        return notification.of().size();
    }

    @SchemaMapping(typeName = "Notification")
    Instant createdAt(Notification notification) {
        return notification.at();
    }

    /** Of what was taken back, or is closed to the caller by now, there is none. */
    @BatchMapping(typeName = "Notification")
    Map<Notification, Object> target(List<Notification> of) {
        Optional<Caller> reader = Reader.current();
        Map<String, Object> shown = new HashMap<>();
        shown.putAll(comments.shown(targets(of, CommentId::parse).toList(), reader));
        shown.putAll(forums.shown(targets(of, ThreadId::parse).toList(), reader));
        lessons.open(targets(of, LessonId::parse).toList(), reader).forEach(id -> shown.put(id.text(), new Lesson(id)));
        shown.putAll(reports.shown(targets(of, ReportId::parse).toList(), reader));
        targets(of, UserId::parse).forEach(id -> shown.put(id.text(), new User(id)));
        targets(of, VideoId::parse).forEach(id -> shown.put(id.text(), new Video(id)));
        Map<Notification, Object> result = new HashMap<>();
        for (Notification notification : of) {
            Object target = shown.get(notification.target());
            if (target != null) {
                result.put(notification, target);
            }
        }
        return result;
    }

    private static <I> Stream<I> targets(List<Notification> of, Function<String, Optional<I>> kind) {
        return of.stream().map(Notification::target).distinct().flatMap(id -> kind.apply(id).stream());
    }
}
