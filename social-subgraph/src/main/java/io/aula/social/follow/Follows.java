package io.aula.social.follow;

import io.aula.social.graph.Graph;
import io.aula.social.graph.GraphOutbox;
import io.aula.social.graphql.Cursor;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements about FOLLOWS; the only place that writes it. */
@Component
class Follows {
    /** The caller surely exists, though the event about them may be late; the other person must be known. */
    private static final String FOLLOW = """
            MATCH (b:User {id: $other})
            MERGE (a:User {id: $me})
            MERGE (a)-[f:FOLLOWS]->(b)
            ON CREATE SET f.since = $at, f.fresh = true
            WITH f, coalesce(f.fresh, false) AS created
            REMOVE f.fresh
            RETURN created""";

    private static final String UNFOLLOW = """
            MATCH (b:User {id: $other})
            OPTIONAL MATCH (:User {id: $me})-[f:FOLLOWS]->(b)
            DELETE f
            RETURN f IS NOT NULL AS removed""";

    private static final String FOLLOWERS = """
            MATCH (:User {id: $id})<-[f:FOLLOWS]-(p:User)
            WHERE $since IS NULL OR f.since < $since OR (f.since = $since AND p.id > $after)
            RETURN p.id AS id, f.since AS since ORDER BY f.since DESC, p.id LIMIT $limit""";

    private static final String FOLLOWING = """
            MATCH (:User {id: $id})-[f:FOLLOWS]->(p:User)
            WHERE $since IS NULL OR f.since < $since OR (f.since = $since AND p.id > $after)
            RETURN p.id AS id, f.since AS since ORDER BY f.since DESC, p.id LIMIT $limit""";

    private static final String COUNTS = """
            UNWIND $ids AS id MATCH (u:User {id: id})
            RETURN id, COUNT { (u)<-[:FOLLOWS]-() } AS followers, COUNT { (u)-[:FOLLOWS]->() } AS following""";

    private static final String FOLLOWED_BY = """
            UNWIND $ids AS id MATCH (:User {id: $me})-[:FOLLOWS]->(:User {id: id}) RETURN id""";

    private static final String FOLLOWERS_AMONG = """
            UNWIND $ids AS id MATCH (:User {id: id})-[:FOLLOWS]->(:User {id: $me}) RETURN id""";

    private static final String MUTUALS = """
            MATCH (:User {id: $me})-[:FOLLOWS]->(m:User)-[:FOLLOWS]->(:User {id: $other})
            RETURN m.id AS id ORDER BY id LIMIT $limit""";

    private final Graph graph;
    private final GraphOutbox outbox;

    Follows(Graph graph, GraphOutbox outbox) {
        this.graph = graph;
        this.outbox = outbox;
    }

    enum Change {
        DONE,
        ALREADY_SO,
        NOBODY
    }

    record Edge(String userId, Instant since) {
        Cursor cursor() {
            return new Cursor(since.toEpochMilli(), userId);
        }
    }

    record Counts(int followers, int following) {}

    Change follow(String me, String other, Instant at) {
        return change(FOLLOW, "created", "follow.created", me, other, at);
    }

    Change unfollow(String me, String other, Instant at) {
        return change(UNFOLLOW, "removed", "follow.removed", me, other, at);
    }

    private Change change(String statement, String changed, String event, String me, String other, Instant at) {
        return graph.write(() -> {
            List<Boolean> rows = graph.rows(
                    statement,
                    Map.of("me", me, "other", other, "at", at.toEpochMilli()),
                    row -> row.get(changed).asBoolean());
            if (rows.isEmpty()) {
                return Change.NOBODY;
            }
            if (!rows.getFirst()) {
                return Change.ALREADY_SO;
            }
            // time as version: of two changes of the same pair the later one counts
            outbox.append(
                    event, me, at.toEpochMilli(), Map.of("followerId", me, "followedId", other, "at", at.toString()));
            return Change.DONE;
        });
    }

    List<Edge> followers(String id, @Nullable Cursor after, int limit) {
        return page(FOLLOWERS, id, after, limit);
    }

    List<Edge> following(String id, @Nullable Cursor after, int limit) {
        return page(FOLLOWING, id, after, limit);
    }

    private List<Edge> page(String statement, String id, @Nullable Cursor after, int limit) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("id", id);
        parameters.put("since", after == null ? null : after.rank());
        parameters.put("after", after == null ? "" : after.id());
        parameters.put("limit", limit);
        return graph.read(
                statement,
                parameters,
                row -> new Edge(
                        row.get("id").asString(),
                        Instant.ofEpochMilli(row.get("since").asLong())));
    }

    Map<String, Counts> counts(Collection<String> ids) {
        Map<String, Counts> found = new HashMap<>();
        graph.read(
                        COUNTS,
                        Map.of("ids", List.copyOf(ids)),
                        row -> Map.entry(
                                row.get("id").asString(),
                                new Counts(
                                        row.get("followers").asInt(),
                                        row.get("following").asInt())))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    Set<String> followedBy(String me, Collection<String> ids) {
        return among(FOLLOWED_BY, me, ids);
    }

    Set<String> followersAmong(String me, Collection<String> ids) {
        return among(FOLLOWERS_AMONG, me, ids);
    }

    private Set<String> among(String statement, String me, Collection<String> ids) {
        return Set.copyOf(graph.read(
                statement,
                Map.of("me", me, "ids", List.copyOf(ids)),
                row -> row.get("id").asString()));
    }

    List<String> mutuals(String me, String other, int limit) {
        return graph.read(
                MUTUALS,
                Map.of("me", me, "other", other, "limit", limit),
                row -> row.get("id").asString());
    }
}
