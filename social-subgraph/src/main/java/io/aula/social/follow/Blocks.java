package io.aula.social.follow;

import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Cursor;
import io.aula.platform.page.Slice;
import io.aula.social.follow.Follows.Follower;
import io.aula.social.graph.Graph;
import io.aula.social.graph.GraphOutbox;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements about BLOCKS; the only place that writes it. */
@Component
class Blocks {
    /** Whom one may follow one may block; neither follows the other from then on. */
    private static final String BLOCK = """
            MATCH (b:User {id: $other})
            WHERE b.v IS NOT NULL AND NOT EXISTS { MATCH (:Gone {id: $me}) }
            MERGE (a:User {id: $me})
            MERGE (a)-[x:BLOCKS]->(b)
            ON CREATE SET x.since = $at, x.fresh = true
            WITH a, b, x, coalesce(x.fresh, false) AS created
            REMOVE x.fresh
            WITH a, b, created
            OPTIONAL MATCH (a)-[f:FOLLOWS]->(b)
            OPTIONAL MATCH (b)-[g:FOLLOWS]->(a)
            WITH created, f, g, f IS NOT NULL AS following, g IS NOT NULL AS followed
            DELETE f, g
            RETURN created, following, followed""";

    private static final String UNBLOCK = """
            MATCH (b:User {id: $other})
            OPTIONAL MATCH (:User {id: $me})-[x:BLOCKS]->(b)
            DELETE x
            RETURN x IS NOT NULL AS removed""";

    private static final String BLOCKED = """
            MATCH (:User {id: $me})-[x:BLOCKS]->(p:User)
            WHERE $since IS NULL OR x.since < $since OR (x.since = $since AND p.id > $after)
            RETURN p.id AS other, x.since AS since ORDER BY since DESC, other LIMIT $limit""";

    private static final String BLOCKED_AMONG = """
            UNWIND $ids AS id MATCH (:User {id: $me})-[:BLOCKS]->(:User {id: id}) RETURN id""";

    private final Graph graph;
    private final GraphOutbox outbox;

    Blocks(Graph graph, GraphOutbox outbox) {
        this.graph = graph;
        this.outbox = outbox;
    }

    /** What a block found. */
    private record Found(boolean isCreated, boolean isFollowing, boolean isFollowed) {}

    /** False when there is no such person; a second time changes nothing. */
    boolean block(UserId me, UserId other, Instant at) {
        return graph.write(() -> {
            graph.run(Follows.TAKE_TURNS, parameters(me, other, at));
            List<Found> rows = graph.rows(
                    BLOCK,
                    parameters(me, other, at),
                    row -> new Found(
                            row.get("created").asBoolean(),
                            row.get("following").asBoolean(),
                            row.get("followed").asBoolean()));
            if (rows.isEmpty()) {
                return false;
            }
            Found found = rows.getFirst();
            if (found.isCreated()) {
                tell("block.created", me, other, at);
            }
            if (found.isFollowing()) {
                tellUnfollowed(me, other, at);
            }
            if (found.isFollowed()) {
                tellUnfollowed(other, me, at);
            }
            return true;
        });
    }

    /** As above. */
    boolean unblock(UserId me, UserId other, Instant at) {
        return graph.write(() -> {
            List<Boolean> rows = graph.rows(
                    UNBLOCK,
                    parameters(me, other, at),
                    row -> row.get("removed").asBoolean());
            if (rows.contains(true)) {
                tell("block.removed", me, other, at);
            }
            return !rows.isEmpty();
        });
    }

    private static Map<String, ?> parameters(UserId me, UserId other, Instant at) {
        return Map.of("me", me.text(), "other", other.text(), "at", at.toEpochMilli());
    }

    /** Time as version: of two changes of the same pair the later one counts. */
    private void tell(String event, UserId me, UserId other, Instant at) {
        outbox.append(
                event,
                me.text(),
                at.toEpochMilli(),
                Map.of("blockerId", me.text(), "blockedId", other.text(), "at", at.toString()));
    }

    private void tellUnfollowed(UserId follower, UserId followed, Instant at) {
        outbox.append(
                "follow.removed",
                follower.text(),
                at.toEpochMilli(),
                Map.of("followerId", follower.text(), "followedId", followed.text(), "at", at.toString()));
    }

    /** Whom the person blocks, the latest first; one more than the page holds when there is. */
    List<Row<Follower>> page(UserId me, Slice slice) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("me", me.text());
        parameters.put("since", slice.from().map(Cursor::key).orElse(null));
        parameters.put("after", slice.from().map(Cursor::id).orElse(""));
        parameters.put("limit", slice.size() + 1);
        return graph.read(BLOCKED, parameters, row -> {
            long since = row.get("since").asLong();
            UserId other = new UserId(row.get("other").asString());
            return new Row<>(since, other.text(), new Follower(other, Instant.ofEpochMilli(since)));
        });
    }

    Set<UserId> among(UserId me, Collection<UserId> ids) {
        List<String> texts = ids.stream().map(UserId::text).toList();
        return Set.copyOf(graph.read(
                BLOCKED_AMONG,
                Map.of("me", me.text(), "ids", texts),
                row -> new UserId(row.get("id").asString())));
    }
}
