package io.aula.social.follow;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Cursor;
import io.aula.platform.page.Slice;
import io.aula.social.graph.Graph;
import io.aula.social.graph.GraphOutbox;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Component;

/** The statements about FOLLOWS; the only place that writes it. */
@Component
class Follows {
    /**
     * The caller surely exists, though the event about them may be late, unless they were erased while their token lives
     * on; the other person must be known: what another service named and identity did not is a stub, without a version.
     */
    private static final String FOLLOW = """
            MATCH (b:User {id: $other})
            WHERE b.v IS NOT NULL AND NOT EXISTS { MATCH (:Gone {id: $me}) }
              AND NOT EXISTS { MATCH (:User {id: $me})-[:BLOCKS]-(b) }
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

    /** Whom those follow that they follow. Bounded both ways, so that whoever follows a million costs what one does who follows 200. */
    private static final String SUGGESTED = """
            MATCH (me:User {id: $me}) WHERE NOT coalesce(me.isApart, false)
            CALL (me) { MATCH (me)-[:FOLLOWS]->(f:User) RETURN f LIMIT 200 }
            CALL (f) { MATCH (f)-[:FOLLOWS]->(s:User) RETURN s LIMIT 200 }
            WITH me, s, count(*) AS mutual
            WHERE s <> me AND s.v IS NOT NULL AND NOT coalesce(s.isApart, false) AND NOT EXISTS { (me)-[:FOLLOWS]->(s) }
              AND NOT EXISTS { (me)-[:BLOCKS]-(s) }
            RETURN s.id AS suggested ORDER BY mutual DESC, suggested LIMIT $limit""";

    private static final String BLOCKS = "MATCH (:User {id: $me})-[b:BLOCKS]->(:User {id: $other}) RETURN b LIMIT 1";

    /**
     * Who follows while the other blocks waits for the other, or neither would see what the other wrote. By id, so that two who do so
     * to each other do not lock each other out.
     */
    static final String TAKE_TURNS = """
            MATCH (u:User) WHERE u.id IN [$me, $other]
            WITH u ORDER BY u.id
            SET u.turn = $at
            REMOVE u.turn""";

    private final Graph graph;
    private final GraphOutbox outbox;

    Follows(Graph graph, GraphOutbox outbox) {
        this.graph = graph;
        this.outbox = outbox;
    }

    enum Change {
        DONE,
        ALREADY_SO,
        /** The caller blocks the other. Whom the other blocks is told what one is told of nobody. */
        BLOCKED,
        NOBODY
    }

    /** Who follows or is followed, and since when. */
    record Follower(UserId id, Instant since) {}

    record Counts(int followers, int following) {}

    Change follow(UserId me, UserId other, Instant at) {
        return change(FOLLOW, "created", "follow.created", me, other, at);
    }

    Change unfollow(UserId me, UserId other, Instant at) {
        return change(UNFOLLOW, "removed", "follow.removed", me, other, at);
    }

    private Change change(String statement, String changed, String event, UserId me, UserId other, Instant at) {
        Map<String, ?> parameters = Map.of("me", me.text(), "other", other.text(), "at", at.toEpochMilli());
        return graph.write(() -> {
            graph.run(TAKE_TURNS, parameters);
            List<Boolean> rows =
                    graph.rows(statement, parameters, row -> row.get(changed).asBoolean());
            if (rows.isEmpty()) {
                return blocks(me, other) ? Change.BLOCKED : Change.NOBODY;
            }
            if (!rows.getFirst()) {
                return Change.ALREADY_SO;
            }
            // time as version: of two changes of the same pair the later one counts
            outbox.append(
                    event,
                    me.text(),
                    at.toEpochMilli(),
                    Map.of("followerId", me.text(), "followedId", other.text(), "at", at.toString()));
            return Change.DONE;
        });
    }

    private boolean blocks(UserId me, UserId other) {
        return !graph.rows(BLOCKS, Map.of("me", me.text(), "other", other.text()), row -> true)
                .isEmpty();
    }

    /** For each of the people, who follows them, the latest first; one more than the page holds when there is. */
    Map<UserId, List<Row<Follower>>> followers(Collection<UserId> ids, Slice slice) {
        return pages(FOLLOWERS, ids, slice);
    }

    Map<UserId, List<Row<Follower>>> following(Collection<UserId> ids, Slice slice) {
        return pages(FOLLOWING, ids, slice);
    }

    private Map<UserId, List<Row<Follower>>> pages(String statement, Collection<UserId> ids, Slice slice) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("ids", texts(ids));
        parameters.put("since", slice.from().map(Cursor::key).orElse(null));
        parameters.put("after", slice.from().map(Cursor::id).orElse(""));
        parameters.put("limit", slice.size() + 1);
        return graph.read(statement, parameters, row -> Map.entry(user(row, "id"), follower(row))).stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private static Row<Follower> follower(Record row) {
        long since = row.get("since").asLong();
        UserId other = user(row, "other");
        return new Row<>(since, other.text(), new Follower(other, Instant.ofEpochMilli(since)));
    }

    private static UserId user(Record row, String field) {
        return new UserId(row.get(field).asString());
    }

    private static List<String> texts(Collection<UserId> ids) {
        return ids.stream().map(UserId::text).toList();
    }

    /** Whom they might want to follow, the most probable first. */
    List<UserId> suggested(UserId me, int limit) {
        return graph.read(SUGGESTED, Map.of("me", me.text(), "limit", limit), row -> user(row, "suggested"));
    }

    /** Of all the people asked for; nobody knows how many follow whom we never heard of, so nobody does. */
    Map<UserId, Counts> counts(Collection<UserId> ids) {
        Map<UserId, Counts> found = new HashMap<>();
        ids.forEach(id -> found.put(id, new Counts(0, 0)));
        graph.read(
                        COUNTS,
                        Map.of("ids", texts(ids)),
                        row -> Map.entry(
                                user(row, "id"),
                                new Counts(
                                        row.get("followers").asInt(),
                                        row.get("following").asInt())))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    Set<UserId> followedBy(UserId me, Collection<UserId> ids) {
        return among(FOLLOWED_BY, me, ids);
    }

    Set<UserId> followersAmong(UserId me, Collection<UserId> ids) {
        return among(FOLLOWERS_AMONG, me, ids);
    }

    private Set<UserId> among(String statement, UserId me, Collection<UserId> ids) {
        return Set.copyOf(graph.read(statement, Map.of("me", me.text(), "ids", texts(ids)), row -> user(row, "id")));
    }

    /** For each of the people, whom of their followers the caller follows. */
    Map<UserId, List<UserId>> mutuals(UserId me, Collection<UserId> ids, int limit) {
        return graph
                .read(
                        MUTUALS,
                        Map.of("me", me.text(), "ids", texts(ids), "limit", limit),
                        row -> Map.entry(user(row, "id"), user(row, "mutual")))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }
}
