package io.aula.platform.outbox;

import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import java.util.List;
import java.util.function.IntSupplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Outbox rows: {@code for update skip locked} until the round commits, so that several instances share the work. */
final class JdbcPendingEvents implements PendingEvents {
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final String oldest;
    private final String mark;

    JdbcPendingEvents(JdbcTemplate jdbc, TransactionTemplate transaction, String schema) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.oldest = "select id, topic, payload::text, traceparent from " + schema
                + ".outbox where published_at is null order by seq limit ? for update skip locked";
        this.mark = "update " + schema + ".outbox set published_at = now() where id = ?";
    }

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public List<Outgoing> oldest(int atMost) {
        return jdbc.query(
                oldest,
                (row, index) -> new Outgoing(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                atMost);
    }

    @Override
    public void forget(List<String> ids) {
        jdbc.batchUpdate(mark, ids.stream().map(id -> new Object[] {id}).toList());
    }

    @Override
    public int claiming(IntSupplier round) {
        Integer sent = transaction.execute(status -> round.getAsInt());
        return sent == null ? 0 : sent;
    }
}
