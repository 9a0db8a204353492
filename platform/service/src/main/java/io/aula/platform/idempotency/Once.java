package io.aula.platform.idempotency;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.hash.CanonicalJson;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs a creation at most once for an actor and key, inside the transaction of what is created: what is rolled back (our own
 * failures too) leaves no trace and may be tried again with the same key.
 */
public final class Once {
    private static final String FORM = "j1:";
    /** Of a second caller, for the first: longer than any creation takes, shorter than a client waits. */
    private static final int PATIENCE_SECONDS = 10;

    private final JdbcTemplate jdbc;
    private final int patienceSeconds;
    private final String claim;
    private final String keep;
    private final String made;
    private final String forget;

    /** @param schema where the table {@code idempotency} is */
    public Once(JdbcTemplate jdbc, String schema) {
        this(jdbc, schema, PATIENCE_SECONDS);
    }

    Once(JdbcTemplate jdbc, String schema, int patienceSeconds) {
        this.jdbc = jdbc;
        this.patienceSeconds = patienceSeconds;
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
     * A second caller waits here until the first has committed or given up; one that has waited too long is told to come again
     * with the same key.
     *
     * @param request the content asked for, apart from the key: records, lists, maps and values, compared as JSON
     * @throws DomainException {@code UNAVAILABLE} while the first is still at work
     */
    public Outcome run(String actor, String key, Object request, Supplier<String> create) {
        String hash = FORM + CanonicalJson.hash(request);
        if (!claims(actor, key, hash)) {
            return before(actor, key, hash);
        }
        String id = create.get();
        jdbc.update(keep, id, actor, key);
        return new Outcome.Made(id);
    }

    private boolean claims(String actor, String key, String hash) {
        try {
            return jdbc.update(connection -> {
                        PreparedStatement statement = connection.prepareStatement(claim);
                        statement.setQueryTimeout(patienceSeconds);
                        statement.setString(1, actor);
                        statement.setString(2, key);
                        statement.setString(3, hash);
                        return statement;
                    })
                    > 0;
        } catch (QueryTimeoutException e) {
            throw DomainException.unavailable(Messages.of(
                    "Lo mismo todavía se está haciendo. Vuelve a intentarlo en unos segundos.",
                    "The same is still being done. Try again in a few seconds."));
        }
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
