package io.aula.platform.outbox;

import io.aula.platform.idempotency.Once;
import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.messaging.Envelope;
import io.aula.platform.messaging.MessagingAutoConfiguration;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Outbox, inbox and the keys of {@link Once} in the schema named by {@code aula.outbox.schema}; a service without that property has none. */
@AutoConfiguration(
        after = MessagingAutoConfiguration.class,
        afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration")
@ConditionalOnClass(JdbcTemplate.class)
@ConditionalOnProperty("aula.outbox.schema")
public class OutboxAutoConfiguration {

    @Bean
    Relay outboxRelay(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            ConfirmedPublisher publisher,
            Clock clock,
            @Value("${aula.outbox.schema}") String schema) {
        return new Relay(new JdbcPendingEvents(jdbc, new TransactionTemplate(transactions), schema, clock), publisher);
    }

    @Bean
    Outbox outbox(JdbcTemplate jdbc, Envelope envelope, Relay relay, @Value("${aula.outbox.schema}") String schema) {
        return new JdbcOutbox(jdbc, envelope, schema, relay::wake);
    }

    @Bean
    Once once(JdbcTemplate jdbc, @Value("${aula.outbox.schema}") String schema) {
        return new Once(jdbc, schema);
    }

    @Bean
    Inbox inbox(JdbcTemplate jdbc, @Value("${aula.outbox.schema}") String schema) {
        return new JdbcInbox(jdbc, schema);
    }
}
