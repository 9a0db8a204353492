package io.aula.social.reconcile;

import io.aula.platform.hash.Sha256;
import io.aula.platform.id.UserId;
import io.aula.social.access.AccessCensus;
import io.aula.social.comment.CommentArchive;
import io.aula.social.forum.ForumArchive;
import io.aula.social.graph.Graph;
import io.aula.social.graph.GraphOutbox;
import io.aula.social.moderation.ModerationArchive;
import io.aula.social.notification.NotificationArchive;
import io.aula.social.review.ReviewArchive;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReconcileController {
    private static final int MOST = 100_000;
    private static final String USERS =
            "MATCH (n:User) WHERE n.v IS NOT NULL RETURN n.id AS id ORDER BY id LIMIT $most";
    private static final String COURSES = "MATCH (n:Course) RETURN n.id AS id ORDER BY id LIMIT $most";
    private static final String ENROLLMENTS = """
            MATCH (u:User)-[e:ENROLLED]->(c:Course)
            WHERE coalesce(e.status, 'ACTIVE') IN ['ACTIVE', 'COMPLETED']
            RETURN u.id + '>' + c.id AS id ORDER BY id LIMIT $most""";

    private final Graph graph;
    private final GraphOutbox graphOutbox;
    private final CommentArchive comments;
    private final ForumArchive forums;
    private final ReviewArchive reviews;
    private final NotificationArchive notifications;
    private final ModerationArchive reports;
    private final AccessCensus access;

    ReconcileController(
            Graph graph,
            GraphOutbox graphOutbox,
            CommentArchive comments,
            ForumArchive forums,
            ReviewArchive reviews,
            NotificationArchive notifications,
            ModerationArchive reports,
            AccessCensus access) {
        this.graph = graph;
        this.graphOutbox = graphOutbox;
        this.comments = comments;
        this.forums = forums;
        this.reviews = reviews;
        this.notifications = notifications;
        this.reports = reports;
        this.access = access;
    }

    /**
     * @param digest SHA-256 of the lines in order, each followed by a line feed
     * @param ids or lines that begin with one
     */
    record Population(int count, String digest, List<String> ids) {}

    record Pending(long mongo, long neo4j) {}

    /** What decides who may read a lesson, with its state. */
    record Access(Population lessons, Population courses, Population enrollments) {}

    /**
     * @param authors whose name stands at a comment, a thread, a review or a vote
     * @param ratings what the reviews of each course come to
     */
    record Report(
            Population users,
            Population courses,
            Population enrollments,
            Population authors,
            Population ratings,
            Access access,
            Pending pending) {}

    @GetMapping("/internal/reconcile")
    Report reconcile() {
        return new Report(
                population(USERS),
                population(COURSES),
                population(ENROLLMENTS),
                population(Stream.of(comments.people(MOST), forums.people(MOST), reviews.people(MOST))
                        .flatMap(Set::stream)
                        .map(UserId::text)
                        .distinct()
                        .sorted()
                        .toList()),
                population(reviews.ratings(MOST)),
                new Access(
                        population(access.lessons(MOST)),
                        population(access.courses(MOST)),
                        population(access.enrollments(MOST))),
                new Pending(
                        comments.countPending()
                                + forums.countPending()
                                + reviews.countPending()
                                + reports.countPending()
                                + notifications.countPending(),
                        graphOutbox.count()));
    }

    private Population population(String statement) {
        List<String> ids = graph.inBackground(() ->
                graph.rows(statement, Map.of("most", MOST), row -> row.get("id").asString()));
        return population(ids);
    }

    private static Population population(List<String> lines) {
        MessageDigest sha256 = Sha256.digest();
        lines.forEach(line -> sha256.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return new Population(lines.size(), HexFormat.of().formatHex(sha256.digest()), lines);
    }
}
