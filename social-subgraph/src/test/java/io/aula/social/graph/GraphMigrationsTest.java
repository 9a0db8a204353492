package io.aula.social.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ac.simons.neo4j.migrations.core.MigrationVersion;
import ac.simons.neo4j.migrations.core.Migrations;
import ac.simons.neo4j.migrations.core.MigrationsConfig;
import ac.simons.neo4j.migrations.core.MigrationsException;
import io.aula.social.SocialTestServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.springframework.beans.factory.annotation.Autowired;

final class GraphMigrationsTest extends SocialTestServer {
    @Autowired
    private Driver driver;

    @Test
    void theGraphRemembersWhatWasApplied() {
        assertThat(texts("MATCH (m:__Neo4jMigration) RETURN m.version AS text")).contains("001", "002");
        assertThat(texts("SHOW CONSTRAINTS YIELD name AS text")).contains("user_id", "course_id", "lesson_id");
        new GraphMigrations(driver, Clock.systemUTC()).apply();
        assertThat(texts("MATCH (m:__Neo4jMigration) RETURN m.version AS text")).doesNotHaveDuplicates();
    }

    @Test
    void aLockThatAKilledInstanceLeftKeepsNobodyOutForLong() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-12-01T00:00:00Z"));
        InstantSource time = now::get;
        GraphMigrations migrations = new GraphMigrations(driver, time.withZone(ZoneOffset.UTC));
        driver.executableQuery("CREATE (:__Neo4jMigrationsLock {id: 'killed', name: 'John Doe'})")
                .execute();

        assertThatThrownBy(migrations::apply).isInstanceOf(MigrationsException.class);
        now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(30)));
        assertThatThrownBy(migrations::apply).isInstanceOf(MigrationsException.class);
        assertThat(texts("MATCH (l:__Neo4jMigrationsLock) RETURN l.id AS text")).containsExactly("killed");
        now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(11)));
        assertThatThrownBy(migrations::apply).isInstanceOf(MigrationsException.class);
        migrations.apply();
        assertThat(texts("MATCH (l:__Neo4jMigrationsLock) RETURN l.id AS text")).isEmpty();
    }

    @Test
    void aGraphThatALaterVersionBroughtFurtherIsUpToDateUnlessOnesOwnDiffer() {
        MigrationsConfig later = MigrationsConfig.builder()
                .withLocationsToScan("classpath:neo4j/migrations", "classpath:neo4j/later")
                .build();
        GraphMigrations earlier = new GraphMigrations(driver, Clock.systemUTC());
        new Migrations(later, driver).apply();
        try {
            earlier.apply();
            setFirstChecksum("m.checksum + '0'");
            assertThatThrownBy(earlier::apply).isInstanceOf(MigrationsException.class);
            setFirstChecksum("left(m.checksum, size(m.checksum) - 1)");
            earlier.apply();
        } finally {
            new Migrations(later, driver).delete(MigrationVersion.withValue("900"));
        }
        assertThat(texts("MATCH (m:__Neo4jMigration) RETURN m.version AS text"))
                .contains("001")
                .doesNotContain("900");
    }

    private void setFirstChecksum(String checksum) {
        driver.executableQuery("MATCH (m:__Neo4jMigration {version: '001'}) SET m.checksum = " + checksum)
                .execute();
    }

    private List<String> texts(String cypher) {
        return driver.executableQuery(cypher).execute().records().stream()
                .map(row -> row.get("text").asString())
                .toList();
    }
}
