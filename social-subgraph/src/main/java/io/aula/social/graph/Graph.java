package io.aula.social.graph;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.messaging.OutageException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TransientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.data.neo4j.core.transaction.Neo4jTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs Cypher under a deadline that the server enforces ({@link GraphSettings}). Statements are constants, everything a
 * client says is a parameter. While the graph is away nobody waits
 * for it: requests get {@code UNAVAILABLE}, work in the background an {@link OutageException}.
 */
@Component
public class Graph {
    private static final Logger LOG = LoggerFactory.getLogger(Graph.class);
    /** Of two writers that lock each other out the server stops one, which may try again. */
    private static final int WRITE_TRIES = 3;

    private final Neo4jClient client;
    private final GraphSetup setup;
    private final TransactionTemplate reads;
    private final TransactionTemplate writes;
    private final TransactionTemplate background;
    private final Timer requestStatements;
    private final Timer otherStatements;

    Graph(
            Neo4jClient client,
            GraphSetup setup,
            Neo4jTransactionManager transactions,
            GraphSettings deadlines,
            MeterRegistry meters) {
        this.client = client;
        this.setup = setup;
        this.reads = template(transactions, deadlines.read());
        this.reads.setReadOnly(true);
        this.writes = template(transactions, deadlines.write());
        this.background = template(transactions, deadlines.background());
        this.requestStatements = meters.timer("aula.graph.statements", "for", "read");
        this.otherStatements = meters.timer("aula.graph.statements", "for", "other");
    }

    private static TransactionTemplate template(Neo4jTransactionManager transactions, Duration deadline) {
        TransactionTemplate template = new TransactionTemplate(transactions);
        template.setTimeout(Math.toIntExact(deadline.toSeconds()));
        return template;
    }

    /** One statement of a request, in a transaction of its own. */
    public <T> List<T> read(String cypher, Map<String, ?> parameters, Function<Record, T> row) {
        return forRequest(reads, () -> requestStatements.record(() -> fetch(cypher, parameters, row)));
    }

    /** Several statements of a request that happen together or not at all. */
    public <T> T write(Supplier<T> work) {
        return forRequest(writes, work);
    }

    /** As {@link #write}, for what no caller waits for. */
    public <T> T inBackground(Supplier<T> work) {
        if (!setup.isReady()) {
            throw new OutageException("Neo4j is away", new IllegalStateException("not ready"));
        }
        try {
            return run(background, work);
        } catch (RuntimeException e) {
            if (isAway(e)) {
                setup.lost();
                throw new OutageException("Neo4j is away", e);
            }
            throw e;
        }
    }

    /** A statement inside {@link #write} or {@link #inBackground}. */
    public <T> List<T> rows(String cypher, Map<String, ?> parameters, Function<Record, T> row) {
        return otherStatements.record(() -> fetch(cypher, parameters, row));
    }

    /** A statement inside {@link #write} or {@link #inBackground} whose rows nobody needs. */
    public void run(String cypher, Map<String, ?> parameters) {
        otherStatements.record(
                () -> client.query(cypher).bindAll(new HashMap<>(parameters)).run());
    }

    private <T> List<T> fetch(String cypher, Map<String, ?> parameters, Function<Record, T> row) {
        Collection<Row<T>> rows = client.query(cypher)
                .bindAll(new HashMap<>(parameters))
                .fetchAs(rowType(row))
                .mappedBy((types, found) -> new Row<>(row.apply(found)))
                .all();
        return rows.stream().map(Row::value).toList();
    }

    private <T> T forRequest(TransactionTemplate transaction, Supplier<T> work) {
        if (!setup.isReady()) {
            throw unavailable();
        }
        long began = System.nanoTime();
        try {
            return run(transaction, work);
        } catch (RuntimeException e) {
            if (isAway(e)) {
                setup.lost();
            }
            // Past its deadline a transaction fails in many words, at the commit even as an illegal state.
            boolean isLate = System.nanoTime() - began >= TimeUnit.SECONDS.toNanos(transaction.getTimeout());
            if (isLate || isAway(e) || isTransient(e)) {
                LOG.debug("The graph does not answer", e);
                throw unavailable();
            }
            throw e;
        }
    }

    private static <T> T run(TransactionTemplate transaction, Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return Optional.ofNullable(transaction.execute(status -> work.get()))
                        .orElseThrow(() -> new IllegalStateException("Work in the graph returned nothing"));
            } catch (RuntimeException e) {
                if (tries == WRITE_TRIES || !isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    private static DomainException unavailable() {
        return DomainException.unavailable(Messages.of(
                "Las recomendaciones y los seguidores no están disponibles ahora mismo.",
                "Recommendations and followers are not available right now."));
    }

    /** A server that is away or still starting; the driver's own failures have no code of the server's. */
    private static boolean isAway(Throwable thrown) {
        return hasCause(
                thrown,
                cause -> cause instanceof ServiceUnavailableException
                        || cause instanceof SessionExpiredException
                        || (cause instanceof Neo4jException e && isAbout(e, "Unable to acquire connection")));
    }

    private static boolean isAbout(Neo4jException e, String start) {
        return e.getMessage() != null && e.getMessage().startsWith(start);
    }

    /** Stopped by the server at its deadline, or for another's sake. */
    private static boolean isTransient(Throwable thrown) {
        return hasCause(
                thrown,
                cause -> cause instanceof TransientException
                        || (cause instanceof Neo4jException e && e.code().contains("Timed")));
    }

    private static boolean isDeadlock(Throwable thrown) {
        return hasCause(
                thrown,
                cause -> cause instanceof TransientException e && e.code().contains("Deadlock"));
    }

    private static boolean hasCause(Throwable thrown, Predicate<Throwable> which) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(which);
    }

    @SuppressWarnings("unchecked")
    private static <T> Class<Row<T>> rowType(Function<Record, T> row) {
        return (Class<Row<T>>) (Class<?>) Row.class;
    }

    private record Row<T>(T value) {}
}
