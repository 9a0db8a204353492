package io.aula.social.person;

import io.aula.platform.id.UserId;
import io.aula.social.comment.CommentArchive;
import io.aula.social.forum.ForumArchive;
import io.aula.social.graph.Graph;
import io.aula.social.moderation.ModerationArchive;
import io.aula.social.notification.NotificationArchive;
import io.aula.social.review.ReviewArchive;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What somebody wrote, reviewed, voted for, was told, follows and does not want, some rows at a time. */
@Component
class PersonalData {
    private static final int MOST_ROWS = 200;
    private static final String BLOCKS = """
            MATCH (:User {id: $me})-[f:BLOCKS]->(p:User) WHERE p.id > $after
            RETURN p.id AS other, toString(f.since) AS since ORDER BY other LIMIT $most""";
    private static final String FOLLOWS = """
            MATCH (:User {id: $me})-[f:FOLLOWS]->(p:User) WHERE p.id > $after
            RETURN p.id AS other, toString(f.since) AS since ORDER BY other LIMIT $most""";

    private static final String UNWANTED_COURSES = """
            MATCH (:User {id: $me})-[d:DISMISSED]->(c:Course) WHERE c.id > $after
            RETURN c.id AS other, toString(d.at) AS since ORDER BY other LIMIT $most""";

    private final CommentArchive comments;
    private final ForumArchive forums;
    private final ReviewArchive reviews;
    private final NotificationArchive notifications;
    private final ModerationArchive reports;
    private final Graph graph;

    PersonalData(
            CommentArchive comments,
            ForumArchive forums,
            ReviewArchive reviews,
            NotificationArchive notifications,
            ModerationArchive reports,
            Graph graph) {
        this.comments = comments;
        this.forums = forums;
        this.reviews = reviews;
        this.notifications = notifications;
        this.reports = reports;
        this.graph = graph;
    }

    private enum Section {
        COMMENTS("comments"),
        THREADS("threads"),
        VOTES("votes"),
        REVIEWS("reviews"),
        HELPFUL_REVIEWS("helpful-reviews"),
        NOTIFICATIONS("notifications"),
        NOTIFICATION_PREFERENCES("notification-preferences"),
        REPORTS("reports"),
        FOLLOWS("follows"),
        BLOCKS("blocks"),
        UNWANTED_COURSES("unwanted-courses");

        private final String file;

        Section(String file) {
            this.file = file;
        }
    }

    /**
     * Some rows of one list.
     *
     * @param next where to go on; null when that was all
     */
    record Page(
            String file,
            List<Map<String, ?>> rows,
            @Nullable String next) {
        Page {
            rows = List.copyOf(rows);
        }
    }

    /**
     * @param after empty, or {@code next} of the page before: the list's number, a colon and a place in it
     * @throws io.aula.platform.messaging.OutageException while a store is away
     */
    Page tell(UserId person, String after) {
        int colon = after.indexOf(':');
        int at = colon < 0 ? 0 : Integer.parseInt(after, 0, colon, 10);
        Section section = Section.values()[at];
        List<CommentArchive.Row> rows = rows(person, section, colon < 0 ? "" : after.substring(colon + 1));
        boolean isLast = at + 1 == Section.values().length;
        return new Page(
                section.file,
                rows.stream().<Map<String, ?>>map(CommentArchive.Row::content).toList(),
                rows.size() == MOST_ROWS ? at + ":" + rows.getLast().key() : isLast ? null : at + 1 + ":");
    }

    private List<CommentArchive.Row> rows(UserId person, Section section, String after) {
        return switch (section) {
            case COMMENTS -> comments.writtenBy(person, after, MOST_ROWS);
            case THREADS ->
                forums.begunBy(person, after, MOST_ROWS).stream()
                        .map(thread -> new CommentArchive.Row(
                                thread.id(),
                                Map.of(
                                        "id", thread.id(),
                                        "courseId", thread.courseId(),
                                        "title", thread.title(),
                                        "text", thread.text(),
                                        "createdAt", thread.createdAt(),
                                        "isDeleted", thread.isDeleted())))
                        .toList();
            case VOTES -> comments.votesOf(person, after, MOST_ROWS);
            case REVIEWS ->
                reviews.writtenBy(person, after, MOST_ROWS).stream()
                        .map(PersonalData::row)
                        .toList();
            case HELPFUL_REVIEWS ->
                reviews.votesOf(person, after, MOST_ROWS).stream()
                        .map(PersonalData::row)
                        .toList();
            case NOTIFICATIONS ->
                notifications.toldTo(person, after, MOST_ROWS).stream()
                        .map(PersonalData::row)
                        .toList();
            case NOTIFICATION_PREFERENCES -> {
                Map<String, ?> wishes = notifications.wishes(person);
                yield wishes.isEmpty() ? List.of() : List.of(new CommentArchive.Row("", wishes));
            }
            case REPORTS ->
                reports.complaintsOf(person, after, MOST_ROWS).stream()
                        .map(complained -> new CommentArchive.Row(complained.id(), complained.content()))
                        .toList();
            case FOLLOWS -> fromGraph(FOLLOWS, "userId", person, after);
            case BLOCKS -> fromGraph(BLOCKS, "userId", person, after);
            case UNWANTED_COURSES -> fromGraph(UNWANTED_COURSES, "courseId", person, after);
        };
    }

    private List<CommentArchive.Row> fromGraph(String statement, String name, UserId person, String after) {
        return graph.inBackground(() -> graph.rows(
                statement,
                Map.of("me", person.text(), "after", after, "most", MOST_ROWS),
                row -> new CommentArchive.Row(
                        row.get("other").asString(),
                        Map.of(
                                name,
                                row.get("other").asString(),
                                "since",
                                row.get("since").asString("")))));
    }

    private static CommentArchive.Row row(ReviewArchive.Row row) {
        return new CommentArchive.Row(row.key(), row.content());
    }

    private static CommentArchive.Row row(NotificationArchive.Told told) {
        Map<String, Object> content =
                new HashMap<>(Map.of("id", told.id(), "kind", told.kind(), "about", told.targets(), "at", told.at()));
        if (told.readAt() != null) {
            content.put("readAt", told.readAt());
        }
        return new CommentArchive.Row(told.id(), content);
    }
}
