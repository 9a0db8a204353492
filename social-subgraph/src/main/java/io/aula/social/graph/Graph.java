package io.aula.social.graph;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
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
 * Runs Cypher under a deadline that the server enforces: 2 s for a request's reads, 5 s for its writes, 20 s for work in
 * the background. Statements are constants, everything a client says is a parameter.
 */
@Component
public class Graph {
    private static final Logger LOG = LoggerFactory.getLogger(Graph.class);
    private static final int READ_SECONDS = 2;
    private static final int WRITE_SECONDS = 5;
    private static final int BACKGROUND_SECONDS = 20;

    private final Neo4jClient client;
    private final TransactionTemplate reads;
    private final TransactionTemplate writes;
    private final TransactionTemplate background;

    Graph(Neo4jClient client, Neo4jTransactionManager transactions) {
        this.client = client;
        this.reads = template(transactions, READ_SECONDS);
        this.reads.setReadOnly(true);
        this.writes = template(transactions, WRITE_SECONDS);
        this.background = template(transactions, BACKGROUND_SECONDS);
    }

    private static TransactionTemplate template(Neo4jTransactionManager transactions, int seconds) {
        TransactionTemplate template = new TransactionTemplate(transactions);
        template.setTimeout(seconds);
        return template;
    }

    /** One statement of a request, in a transaction of its own. */
    public <T> List<T> read(String cypher, Map<String, ?> parameters, Function<Record, T> row) {
        return guarded(reads, () -> rows(cypher, parameters, row));
    }

    /** Several statements that happen together or not at all. */
    public <T> T write(Supplier<T> work) {
        return guarded(writes, work);
    }

    /** As {@link #write}, for what no caller waits for. */
    public <T> T inBackground(Supplier<T> work) {
        return guarded(background, work);
    }

    /** A statement inside {@link #write} or {@link #inBackground}. */
    public <T> List<T> rows(String cypher, Map<String, ?> parameters, Function<Record, T> row) {
        Collection<Row<T>> rows = client.query(cypher)
                .bindAll(new HashMap<>(parameters))
                .fetchAs(rowType(row))
                .mappedBy((types, found) -> new Row<>(row.apply(found)))
                .all();
        return rows.stream().map(Row::value).toList();
    }

    /** A statement inside {@link #write} or {@link #inBackground} whose rows nobody needs. */
    public void run(String cypher, Map<String, ?> parameters) {
        client.query(cypher).bindAll(new HashMap<>(parameters)).run();
    }

    private static <T> T guarded(TransactionTemplate transaction, Supplier<T> work) {
        try {
            T result = transaction.execute(status -> work.get());
            if (result == null) {
                throw new IllegalStateException("Work in the graph returned nothing");
            }
            return result;
        } catch (RuntimeException e) {
            if (isUnavailable(e)) {
                LOG.debug("The graph does not answer", e);
                throw DomainException.unavailable(Messages.of(
                        "Las recomendaciones y los seguidores no están disponibles ahora mismo.",
                        "Recommendations and followers are not available right now."));
            }
            throw e;
        }
    }

    /** A server that is away, still starting, or stopped the statement at its deadline. */
    private static boolean isUnavailable(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean away = cause instanceof ServiceUnavailableException
                    || cause instanceof SessionExpiredException
                    || cause instanceof TransientException
                    || (cause instanceof Neo4jException e && e.code().contains("Timed"));
            if (away) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    private static <T> Class<Row<T>> rowType(Function<Record, T> row) {
        return (Class<Row<T>>) (Class<?>) Row.class;
    }

    private record Row<T>(T value) {}
}
