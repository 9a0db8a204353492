package io.aula.social.graph;

import static java.util.stream.Collectors.toMap;

import ac.simons.neo4j.migrations.core.MigrationChain;
import ac.simons.neo4j.migrations.core.MigrationChain.ChainBuilderMode;
import ac.simons.neo4j.migrations.core.Migrations;
import ac.simons.neo4j.migrations.core.MigrationsConfig;
import ac.simons.neo4j.migrations.core.MigrationsConfig.TransactionMode;
import ac.simons.neo4j.migrations.core.MigrationsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings the graph's constraints and indexes up to date by the files below {@code neo4j/migrations}, each applied once and
 * never edited. One instance of this service at a time does so: a node is their lock, and one that was killed leaves it behind. No
 * statement takes longer than the deadline, so a lock that outlives two of them is nobody's.
 */
@Component
class GraphMigrations {
    private static final Logger LOG = LoggerFactory.getLogger(GraphMigrations.class);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final String LOCK = "MATCH (l:__Neo4jMigrationsLock) RETURN l.id AS id LIMIT 1";
    private static final String UNLOCK = "MATCH (l:__Neo4jMigrationsLock {id: $id}) DELETE l";

    private final Driver driver;
    private final Clock clock;
    private @Nullable Held held;

    GraphMigrations(Driver driver, Clock clock) {
        this.driver = driver;
        this.clock = clock;
    }

    /** Somebody's lock, and since when it is seen here. */
    private record Held(String id, Instant since) {}

    /** Called by one thread, which tries again until nothing is thrown. */
    void apply() {
        MigrationsConfig config = MigrationsConfig.builder()
                .withLocationsToScan("classpath:neo4j/migrations")
                // Each can be repeated, and an index cannot be made in the transaction that writes.
                .withTransactionMode(TransactionMode.PER_STATEMENT)
                .withTransactionTimeout(DEADLINE)
                .withInstalledBy("social")
                .build();
        Migrations migrations = new Migrations(config, driver);
        try {
            if (!isAhead(migrations)) {
                migrations.apply();
            }
            held = null;
        } catch (MigrationsException e) {
            breakOldLock();
            throw e;
        }
    }

    /**
     * Whether a later version of this service was here: all that this one would apply is applied, word for word, and more. While one
     * version follows the other, or when the later is taken back, the earlier works with that; the library would refuse.
     */
    private static boolean isAhead(Migrations migrations) {
        Map<String, Optional<String>> applied = checksums(migrations.info(ChainBuilderMode.REMOTE));
        Map<String, Optional<String>> own = checksums(migrations.info(ChainBuilderMode.LOCAL));
        return applied.size() > own.size() && applied.entrySet().containsAll(own.entrySet());
    }

    private static Map<String, Optional<String>> checksums(MigrationChain chain) {
        return chain.getElements().stream()
                .collect(toMap(MigrationChain.Element::getVersion, MigrationChain.Element::getChecksum));
    }

    private void breakOldLock() {
        var rows = driver.executableQuery(LOCK).execute().records();
        if (rows.isEmpty()) {
            held = null;
            return;
        }
        String id = rows.getFirst().get("id").asString();
        if (held == null || !held.id().equals(id)) {
            held = new Held(id, clock.instant());
        } else if (held.since().plus(DEADLINE.multipliedBy(2)).isBefore(clock.instant())) {
            LOG.warn("Whoever was bringing the graph up to date is gone; its lock is broken");
            driver.executableQuery(UNLOCK).withParameters(Map.of("id", id)).execute();
        }
    }
}
