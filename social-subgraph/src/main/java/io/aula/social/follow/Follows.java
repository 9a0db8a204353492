package io.aula.social.follow;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.aula.social.graph.Graph;
import io.aula.social.graph.GraphOutbox;
import io.aula.social.graphql.Cursor;
import io.aula.social.graphql.Page;
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
    /**
     * The caller surely exists, though the event about them may be late, unless they were erased while their token lives
     * on; the other person must be known.
     */
    private static final String FOLLOW = """
            MATCH (b:User {id: $other})
            WHERE NOT EXISTS { MATCH (:Gone {id: $me}) }
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
            UNWIND $ids AS id
            CALL (id) {
              MATCH (:User {id: id})<-[f:FOLLOWS]-(p:User)
              WHERE $since IS NULL OR f.since < $since OR (f.since = $since AND p.id > $after)
              RETURN p.id AS other, f.since AS since ORDER BY since DESC, other LIMIT $limit
            }
            RETURN id, other, since ORDER BY id, since DESC, other""";

    private static final String FOLLOWING = """
            UNWIND $ids AS id
            CALL (id) {
              MATCH (:User {id: id})-[f:FOLLOWS]->(p:User)
              WHERE $since IS NULL OR f.since < $since OR (f.since = $since AND p.id > $after)
              RETURN p.id AS other, f.since AS since ORDER BY since DESC, other LIMIT $limit
            }
            RETURN id, other, since ORDER BY id, since DESC, other""";

    private static final String COUNTS = """
            UNWIND $ids AS id MATCH (u:User {id: id})
            RETURN id, COUNT { (u)<-[:FOLLOWS]-() } AS followers, COUNT { (u)-[:FOLLOWS]->() } AS following""";

    private static final String FOLLOWED_BY = """
            UNWIND $ids AS id MATCH (:User {id: $me})-[:FOLLOWS]->(:User {id: id}) RETURN id""";

    private static final String FOLLOWERS_AMONG = """
            UNWIND $ids AS id MATCH (:User {id: id})-[:FOLLOWS]->(:User {id: $me}) RETURN id""";

    private static final String MUTUALS = """
            UNWIND $ids AS id
            CALL (id) {
              MATCH (:User {id: $me})-[:FOLLOWS]->(m:User)-[:FOLLOWS]->(:User {id: id})
              RETURN m.id AS mutual ORDER BY mutual LIMIT $limit
            }
            RETURN id, mutual ORDER BY id, mutual""";

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

    /** For each of the people, who follows them, the latest first; one more than the page holds when there is. */
    Map<String, List<Edge>> followers(Collection<String> ids, Page page) {
        return pages(FOLLOWERS, ids, page);
    }

    Map<String, List<Edge>> following(Collection<String> ids, Page page) {
        return pages(FOLLOWING, ids, page);
    }

    private Map<String, List<Edge>> pages(String statement, Collection<String> ids, Page page) {
        Cursor after = page.after();
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("ids", List.copyOf(ids));
        parameters.put("since", after == null ? null : after.rank());
        parameters.put("after", after == null ? "" : after.id());
        parameters.put("limit", page.size() + 1);
        return graph
                .read(
                        statement,
                        parameters,
                        row -> Map.entry(
                                row.get("id").asString(),
                                new Edge(
                                        row.get("other").asString(),
                                        Instant.ofEpochMilli(row.get("since").asLong()))))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /** Of all the people asked for; nobody knows how many follow whom we never heard of, so nobody does. */
    Map<String, Counts> counts(Collection<String> ids) {
        Map<String, Counts> found = new HashMap<>();
        ids.forEach(id -> found.put(id, new Counts(0, 0)));
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

    /** For each of the people, whom of their followers the caller follows. */
    Map<String, List<String>> mutuals(String me, Collection<String> others, int limit) {
        return graph
                .read(
                        MUTUALS,
                        Map.of("me", me, "ids", List.copyOf(others), "limit", limit),
                        row -> Map.entry(
                                row.get("id").asString(), row.get("mutual").asString()))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }
}
