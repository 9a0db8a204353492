package io.aula.platform.outbox;

import io.aula.platform.messaging.Draft;
import io.aula.platform.messaging.Envelope;
import io.aula.platform.telemetry.TraceContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

final class JdbcOutbox implements Outbox {
    private final JdbcTemplate jdbc;
    private final Envelope envelope;
    private final Runnable wake;
    private final String insert;

    JdbcOutbox(JdbcTemplate jdbc, Envelope envelope, String schema, Runnable wake) {
        this.jdbc = jdbc;
        this.envelope = envelope;
        this.wake = wake;
        this.insert = "insert into " + schema
                + ".outbox (id, topic, subject, version, payload, traceparent) values (?, ?, ?, ?, ?::jsonb, ?)";
    }

    @Override
    public void append(Draft draft) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Event " + draft.type() + " of " + draft.subject() + " appended outside a transaction");
        }
        Envelope.Sealed sealed = envelope.seal(draft);
        jdbc.update(
                insert,
                sealed.id(),
                draft.routingKey(),
                draft.subject(),
                draft.version(),
                sealed.json(),
                TraceContext.current().orElse(null));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.run();
            }
        });
    }
}
