package io.aula.social.reconcile;

import io.aula.social.comment.CommentArchive;
import io.aula.social.graph.Graph;
import io.aula.social.graph.GraphOutbox;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReconcileController {
    private static final int MOST = 100_000;
    private static final String USERS = "MATCH (n:User) RETURN n.id AS id ORDER BY id LIMIT $most";
    private static final String COURSES = "MATCH (n:Course) RETURN n.id AS id ORDER BY id LIMIT $most";
    private static final String ENROLLMENTS = """
            MATCH (u:User)-[:ENROLLED]->(c:Course)
            RETURN u.id + '>' + c.id AS id ORDER BY id LIMIT $most""";

    private final Graph graph;
    private final GraphOutbox graphOutbox;
    private final CommentArchive comments;

    ReconcileController(Graph graph, GraphOutbox graphOutbox, CommentArchive comments) {
        this.graph = graph;
        this.graphOutbox = graphOutbox;
        this.comments = comments;
    }

    /** @param digest SHA-256 of the ids in order, each followed by a line feed */
    record Population(int count, String digest, List<String> ids) {}

    record Pending(long mongo, long neo4j) {}

    record Report(Population users, Population courses, Population enrollments, Pending pending) {}

    @GetMapping("/internal/reconcile")
    Report reconcile() {
        return new Report(
                population(USERS),
                population(COURSES),
                population(ENROLLMENTS),
                new Pending(comments.countPending(), graphOutbox.count()));
    }

    private Population population(String statement) {
        List<String> ids = graph.inBackground(() ->
                graph.rows(statement, Map.of("most", MOST), row -> row.get("id").asString()));
        return new Population(ids.size(), digest(ids), ids);
    }

    private static String digest(List<String> ids) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            ids.forEach(id -> sha256.update((id + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
