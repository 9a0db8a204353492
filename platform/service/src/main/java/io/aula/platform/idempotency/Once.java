package io.aula.platform.idempotency;

import io.aula.platform.hash.CanonicalJson;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs a creation at most once for an actor and key, inside the transaction of what is created: what is rolled back (our own
 * failures too) leaves no trace and may be tried again with the same key.
 */
public final class Once {
    private static final String FORM = "j1:";

    private final JdbcTemplate jdbc;
    private final String claim;
    private final String keep;
    private final String made;
    private final String forget;

    /** @param schema where the table {@code idempotency} is */
    public Once(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        String table = schema + ".idempotency";
        claim = "insert into " + table + " (actor, key, request_hash) values (?, ?, ?) on conflict do nothing";
        keep = "update " + table + " set result = ? where actor = ? and key = ?";
        made = "select request_hash, result from " + table + " where actor = ? and key = ?";
        forget = "delete from " + table + " where ctid in (select ctid from " + table + " where at < ? limit ?)";
    }

    /** What became of a request with a key. */
    public sealed interface Outcome {
        /** @param id what was made, now or the first time */
        record Made(String id) implements Outcome {}

        /** The key was used before, with another request. */
        record KeyReused() implements Outcome {}
    }

    /**
     * A second caller waits here until the first has committed, for as long as the database lets a statement wait.
     *
     * @param request the content asked for, apart from the key: records, lists, maps and values, compared as JSON
     */
    public Outcome run(String actor, String key, Object request, Supplier<String> create) {
        String hash = FORM + CanonicalJson.hash(request);
        if (jdbc.update(claim, actor, key, hash) == 0) {
            return before(actor, key, hash);
        }
        String id = create.get();
        jdbc.update(keep, id, actor, key);
        return new Outcome.Made(id);
    }

    /** Keys older than any retry; the caller's clock decides. @return how many, at most {@code most} */
    public int forget(Instant before, int most) {
        return jdbc.update(forget, Timestamp.from(before), most);
    }

    private Outcome before(String actor, String key, String hash) {
        return Objects.requireNonNull(jdbc.queryForObject(
                made,
                (row, index) -> {
                    String known = row.getString("request_hash");
                    // A hash of an earlier release cannot be compared: there the key alone decides.
                    boolean isOther = known.startsWith(FORM) && !known.equals(hash);
                    return isOther ? new Outcome.KeyReused() : new Outcome.Made(row.getString("result"));
                },
                actor,
                key));
    }
}
