package io.aula.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.messaging.Envelope;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Against a real PostgreSQL: the transaction is the point. */
class JdbcOutboxTest {
    private static EmbeddedPostgres postgres;
    private static JdbcTemplate jdbc;
    private static TransactionTemplate transaction;
    private final AtomicInteger woken = new AtomicInteger();
    private final Outbox outbox = new JdbcOutbox(
            jdbc, new Envelope(JsonMapper.shared(), "test", Clock.systemUTC()), "public", woken::incrementAndGet);
    private final Inbox inbox = new JdbcInbox(jdbc, "public");

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        DataSource database = postgres.getPostgresDatabase();
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        jdbc.execute("create table outbox (seq bigserial primary key, id text not null unique, topic text not null,"
                + " subject text not null, version bigint not null, payload jsonb not null, traceparent text,"
                + " at timestamptz not null default now(), published_at timestamptz)");
        jdbc.execute("create table inbox (consumer text not null, event_id text not null,"
                + " at timestamptz not null default now(), primary key (consumer, event_id))");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void anEventLeavesOnlyWithTheTransactionThatCausedIt() {
        transaction.executeWithoutResult(status -> {
            outbox.append("course.published", "crs_rolled_back", 1, Map.of());
            status.setRollbackOnly();
        });
        assertThat(rows("crs_rolled_back")).isZero();
        assertThat(woken).hasValue(0);

        transaction.executeWithoutResult(status -> outbox.append("course.published", "crs_kept", 1, Map.of()));
        assertThat(rows("crs_kept")).isOne();
        assertThat(woken).hasValue(1);
    }

    @Test
    void outsideATransactionNothingIsAppended() {
        assertThatThrownBy(() -> outbox.append("course.published", "crs_alone", 1, Map.of()))
                .hasMessageContaining("outside a transaction");
    }

    @Test
    void anEventEntersAConsumerOnceAndEachConsumerByItself() {
        assertThat(inbox.firstTime("social.graph", "evt_1")).isTrue();
        assertThat(inbox.firstTime("social.graph", "evt_1")).isFalse();
        assertThat(inbox.firstTime("mail.outbox", "evt_1")).isTrue();
    }

    @Test
    void whatOneRelayCarriesNoOtherTouches() {
        transaction.executeWithoutResult(status -> {
            outbox.append("course.published", "crs_a", 1, Map.of());
            outbox.append("course.published", "crs_b", 1, Map.of());
        });
        PendingEvents one = new JdbcPendingEvents(jdbc, transaction, "public", Clock.systemUTC());
        PendingEvents other = new JdbcPendingEvents(jdbc, elsewhere(), "public", Clock.systemUTC());
        int sent = one.claiming(() -> {
            List<String> ids = ids(one);
            assertThat(ids).hasSizeGreaterThanOrEqualTo(2);
            assertThat(other.claiming(() -> ids(other).size())).isZero();
            one.forget(ids.subList(0, 1));
            return ids.size();
        });
        assertThat(other.claiming(() -> ids(other).size())).isEqualTo(sent - 1);
    }

    @Test
    void theOldestAreReadWithoutSomeTopicsAndOfOneTopicInTheirOrder() {
        jdbc.update("update outbox set published_at = now()");
        transaction.executeWithoutResult(status -> {
            outbox.append("course.published", "crs_first", 1, Map.of());
            outbox.append("course.published", "crs_second", 1, Map.of());
            outbox.append("video.uploaded", "vid_behind", 1, Map.of());
        });
        PendingEvents pending = new JdbcPendingEvents(jdbc, transaction, "public", Clock.systemUTC());

        assertThat(topics(pending.oldest(1, Set.of("course.published", "user.deleted"))))
                .containsExactly("video.uploaded");
        assertThat(topics(pending.oldest(10, Set.of()))).hasSize(3);
        assertThat(topics(pending.oldest(10, "course.published"))).hasSize(2).containsOnly("course.published");
        assertThat(pending.oldest(1, "course.published").getFirst().json()).contains("crs_first");
        assertThat(pending.oldest(1, "user.deleted")).isEmpty();
    }

    private static List<String> topics(List<ConfirmedPublisher.Outgoing> events) {
        return events.stream().map(ConfirmedPublisher.Outgoing::routingKey).toList();
    }

    /** Another transaction beside the open one, as another instance has it. */
    private static TransactionTemplate elsewhere() {
        TransactionTemplate beside = new TransactionTemplate(transaction.getTransactionManager());
        beside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return beside;
    }

    private static List<String> ids(PendingEvents pending) {
        return pending.oldest(100, Set.of()).stream()
                .map(ConfirmedPublisher.Outgoing::id)
                .toList();
    }

    private static int rows(String subject) {
        Integer count = jdbc.queryForObject("select count(*) from outbox where subject = ?", Integer.class, subject);
        return count == null ? 0 : count;
    }
}
