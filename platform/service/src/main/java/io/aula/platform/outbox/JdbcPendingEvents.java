package io.aula.platform.outbox;

import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.support.TransactionTemplate;

/** Outbox rows: {@code for update skip locked} until the round commits, so that several instances share the work. */
final class JdbcPendingEvents implements PendingEvents {
    private static final RowMapper<Outgoing> EVENT =
            (row, index) -> new Outgoing(row.getString(1), row.getString(2), row.getString(3), row.getString(4));

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String oldestWithout;
    private final String oldestOf;
    private final String mark;

    JdbcPendingEvents(JdbcTemplate jdbc, TransactionTemplate transaction, String schema, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        String pending = "select id, topic, payload::text, traceparent from " + schema
                + ".outbox where published_at is null and %s order by seq limit ? for update skip locked";
        this.oldestWithout = pending.formatted("topic <> all (?)");
        this.oldestOf = pending.formatted("topic = ?");
        this.mark = "update " + schema + ".outbox set published_at = ? where id = ?";
    }

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public List<Outgoing> oldest(int atMost, Set<String> without) {
        return jdbc.query(oldestWithout, EVENT, without.toArray(new String[0]), atMost);
    }

    @Override
    public List<Outgoing> oldest(int atMost, String ofRoutingKey) {
        return jdbc.query(oldestOf, EVENT, ofRoutingKey, atMost);
    }

    @Override
    public void forget(List<String> ids) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.batchUpdate(mark, ids.stream().map(id -> new Object[] {now, id}).toList());
    }

    @Override
    public int claiming(IntSupplier round) {
        Integer sent = transaction.execute(status -> round.getAsInt());
        return sent == null ? 0 : sent;
    }
}
