package io.aula.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.idempotency.Once.Outcome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
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
    void aSecondCallerWaitsForASlowFirstAndGetsItsResult() throws Exception {
        assertThat(secondBesides("k7", "same", false)).isEqualTo(new Outcome.Made("crs_slow"));
        assertThat(made).hasValue(0);
    }

    @Test
    void aSecondCallerWithOtherContentIsToldSoOnceTheFirstIsDone() throws Exception {
        assertThat(secondBesides("k8", "other", false)).isEqualTo(new Outcome.KeyReused());
    }

    @Test
    void aSecondCallerTakesThePlaceOfASlowFirstThatGaveUp() throws Exception {
        assertThat(secondBesides("k9", "other", true)).isEqualTo(new Outcome.Made("crs_1"));
    }

    @Test
    void whoHasWaitedTooLongIsToldToComeAgainAndMay() {
        Once hasty = new Once(jdbc, "public", 1);
        transaction.executeWithoutResult(first -> {
            once.run("ana", "k10", "same", () -> "crs_slow");
            assertThatThrownBy(() -> elsewhere(() -> hasty.run("ana", "k10", "same", () -> "crs_second")))
                    .isInstanceOfSatisfying(
                            DomainException.class,
                            told -> assertThat(told.code()).isEqualTo("UNAVAILABLE"));
        });
        assertThat(run("k10", "same")).isEqualTo(new Outcome.Made("crs_slow"));
    }

    /** What a second caller gets who comes while the first is at work on {@code same}. */
    private Outcome secondBesides(String key, String request, boolean firstGivesUp) throws Exception {
        try (var second = Executors.newSingleThreadExecutor()) {
            var outcome = new AtomicReference<Future<Outcome>>();
            transaction.executeWithoutResult(first -> {
                once.run("ana", key, "same", () -> "crs_slow");
                outcome.set(second.submit(() -> run(key, request)));
                await(() -> waiting() > 0);
                assertThat(outcome.get().isDone()).isFalse();
                if (firstGivesUp) {
                    first.setRollbackOnly();
                }
            });
            return outcome.get().get(20, TimeUnit.SECONDS);
        }
    }

    /** On another connection than this thread's transaction has. */
    private static Outcome elsewhere(Supplier<Outcome> work) {
        try (var other = Executors.newSingleThreadExecutor()) {
            return other.submit(() -> Objects.requireNonNull(transaction.execute(status -> work.get())))
                    .get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Statements that wait for another's transaction. */
    private static int waiting() {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var found = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) from pg_locks where not granted and locktype = 'transactionid'")) {
            found.next();
            return found.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it came true in time").isLessThan(until);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
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
