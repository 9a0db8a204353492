package io.aula.social.person;

import io.aula.platform.id.UserId;
import io.aula.social.comment.CommentArchive;
import io.aula.social.forum.ForumArchive;
import io.aula.social.graph.Graph;
import io.aula.social.moderation.ModerationArchive;
import io.aula.social.notification.NotificationArchive;
import io.aula.social.review.ReviewArchive;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Component;

/** What somebody wrote, reviewed, voted for, reported, objected, was told, follows, proposed and does not want, some rows at a time. */
@Component
class PersonalData {
    private static final int MOST_ROWS = 200;
    private static final List<String> CONCEPT_FIELDS = List.of("id", "slug", "nameEs", "nameEn", "textEs", "textEn");
    private static final List<String> LINK_FIELDS = List.of("from", "to", "kind");
    private static final String BLOCKS = """
            MATCH (:User {id: $me})-[f:BLOCKS]->(p:User) WHERE p.id > $after
            RETURN p.id AS other, f.since AS since ORDER BY other LIMIT $most""";
    private static final String FOLLOWS = """
            MATCH (:User {id: $me})-[f:FOLLOWS]->(p:User) WHERE p.id > $after
            RETURN p.id AS other, f.since AS since ORDER BY other LIMIT $most""";
    private static final String UNWANTED_COURSES = """
            MATCH (:User {id: $me})-[d:DISMISSED]->(c:Course) WHERE c.id > $after
            RETURN c.id AS other, d.at AS since ORDER BY other LIMIT $most""";
    private static final String STANDS_APART = """
            MATCH (me:User {id: $me}) WHERE me.isApart AND me.id > $after
            RETURN me.id AS id LIMIT $most""";
    private static final String CONCEPTS = """
            MATCH (k:Concept {by: $me}) WHERE k.id > $after
            RETURN k.id AS id, k.slug AS slug, k.nameEs AS nameEs, k.nameEn AS nameEn, k.textEs AS textEs, k.textEn AS textEn
            ORDER BY id LIMIT $most""";
    private static final String CONCEPT_LINKS = """
            MATCH (a:Concept)-[r:REQUIRES|PART_OF]->(b:Concept)
            WITH a.id AS from, b.id AS to, type(r) AS kind, r.by AS by, a.id + ' ' + b.id + ' ' + type(r) AS id
            WHERE by = $me AND id > $after
            RETURN id, from, to, kind ORDER BY id LIMIT $most""";

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
        UNWANTED_COURSES("unwanted-courses"),
        RECOMMENDATIONS("recommendations"),
        CONCEPTS("concepts"),
        CONCEPT_LINKS("concept-links"),
        APPEALS("appeals");

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
            case FOLLOWS -> fromGraph(FOLLOWS, person, after, row -> since("userId", row));
            case BLOCKS -> fromGraph(BLOCKS, person, after, row -> since("userId", row));
            case UNWANTED_COURSES -> fromGraph(UNWANTED_COURSES, person, after, row -> since("courseId", row));
            case RECOMMENDATIONS ->
                fromGraph(
                        STANDS_APART,
                        person,
                        after,
                        row -> new CommentArchive.Row(row.get("id").asString(), Map.of("takesPart", false)));
            case CONCEPTS -> fromGraph(CONCEPTS, person, after, row -> texts(row, CONCEPT_FIELDS));
            case CONCEPT_LINKS -> fromGraph(CONCEPT_LINKS, person, after, row -> texts(row, LINK_FIELDS));
            case APPEALS ->
                reports.appealsOf(person, after, MOST_ROWS).stream()
                        .map(appealed -> new CommentArchive.Row(appealed.id(), appealed.content()))
                        .toList();
        };
    }

    private List<CommentArchive.Row> fromGraph(
            String statement, UserId person, String after, Function<Record, CommentArchive.Row> read) {
        return graph.inBackground(
                () -> graph.rows(statement, Map.of("me", person.text(), "after", after, "most", MOST_ROWS), read));
    }

    /** Whom or what, and since when. */
    private static CommentArchive.Row since(String name, Record row) {
        String other = row.get("other").asString();
        String since = Instant.ofEpochMilli(row.get("since").asLong()).toString();
        return new CommentArchive.Row(other, Map.of(name, other, "since", since));
    }

    /** Those of the fields that say something. */
    private static CommentArchive.Row texts(Record row, List<String> fields) {
        Map<String, Object> content = new LinkedHashMap<>();
        for (String field : fields) {
            if (!row.get(field).isNull()) {
                content.put(field, row.get(field).asString());
            }
        }
        return new CommentArchive.Row(row.get("id").asString(), content);
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
