package io.aula.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.platform.idempotency.Once.Outcome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Against a real PostgreSQL: two callers meet in its unique index. */
class OnceTest {
    private static EmbeddedPostgres postgres;
    private static JdbcTemplate jdbc;
    private static TransactionTemplate transaction;
    private final AtomicInteger made = new AtomicInteger();
    private final Once once = new Once(jdbc, "public");

    record Request(String title, List<String> tags) {}

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        DataSource database = postgres.getPostgresDatabase();
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        jdbc.execute("create table idempotency (actor text not null, key text not null, request_hash text not null,"
                + " result text, at timestamptz not null default now(), primary key (actor, key))");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void theSameKeyWithTheSameContentGetsTheFirstResult() {
        Outcome first = run("k1", new Request("Uno", List.of("a")));
        assertThat(run("k1", new Request("Uno", List.of("a")))).isEqualTo(first);
        assertThat(made).hasValue(1);
    }

    @Test
    void theOrderOfFieldsIsNoOtherContent() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("a", 1);
        one.put("b", 2);
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("b", 2);
        other.put("a", 1);
        assertThat(run("k2", other)).isEqualTo(run("k2", one));
    }

    @Test
    void anotherContentIsTold() {
        run("k3", new Request("Uno", List.of("a, b")));
        // As text both would read [a, b].
        assertThat(run("k3", new Request("Uno", List.of("a", "b")))).isEqualTo(new Outcome.KeyReused());
        assertThat(made).hasValue(1);
    }

    @Test
    void whatFailsIsForgottenAndMayBeTriedAgain() {
        assertThatThrownBy(() -> transaction.execute(status -> once.run("ana", "k4", "x", () -> {
                    throw new IllegalStateException("our fault");
                })))
                .hasMessage("our fault");
        assertThat(run("k4", "other")).isInstanceOf(Outcome.Made.class);
    }

    @Test
    void aKeyOfAnEarlierReleaseStillGivesItsResult() {
        jdbc.update(
                "insert into idempotency (actor, key, request_hash, result) values ('ana', 'k5', 'ab12', 'crs_before')");
        assertThat(run("k5", new Request("Uno", List.of()))).isEqualTo(new Outcome.Made("crs_before"));
    }

    @Test
    void manyAtOnceMakeOne() throws InterruptedException {
        try (var many = Executors.newFixedThreadPool(6)) {
            Callable<Outcome> ask = () -> run("k6", "same");
            assertThat(many.invokeAll(Stream.generate(() -> ask).limit(12).toList()).stream()
                            .map(each -> each.resultNow())
                            .distinct())
                    .hasSize(1);
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void oldKeysAreForgottenInBoundedSteps() {
        jdbc.update(
                "insert into idempotency (actor, key, request_hash, at) select 'old', i::text, 'x', '2020-01-01' from generate_series(1, 5) i");
        Instant before = Instant.parse("2021-01-01T00:00:00Z");
        assertThat(List.of(once.forget(before, 3), once.forget(before, 3), once.forget(before, 3)))
                .containsExactly(3, 2, 0);
    }

    private Outcome run(String key, Object request) {
        return Objects.requireNonNull(
                transaction.execute(status -> once.run("ana", key, request, () -> "crs_" + made.incrementAndGet())));
    }
}
