package io.aula.platform.messaging;

import io.aula.platform.StoreOutage;
import io.aula.platform.outbox.Inbox;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Events in, events out, live news. Everything reconnects by itself. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
        })
public class MessagingAutoConfiguration {
    private static final long RECOVERY_MILLIS = 2_000;

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Envelope envelope(JsonMapper json, @Value("${spring.application.name}") String source, Clock clock) {
        return new Envelope(json, source, clock);
    }

    @Bean
    ConfirmedPublisher confirmedPublisher(RabbitTemplate rabbit) {
        return new ConfirmedPublisher(rabbit);
    }

    @Bean
    LiveBus liveBus(RabbitTemplate rabbit, JsonMapper json) {
        return new LiveBus(rabbit, json);
    }

    @Bean
    TopicExchange liveExchange() {
        return new TopicExchange(LiveBus.LIVE, false, false);
    }

    @Bean
    AnonymousQueue liveQueue() {
        AnonymousQueue queue = new AnonymousQueue();
        queue.setLeaderLocator(null); // RabbitMQ before 3.11 refuses the argument on classic queues
        return queue;
    }

    @Bean
    Binding liveBinding(AnonymousQueue liveQueue, TopicExchange liveExchange) {
        return BindingBuilder.bind(liveQueue).to(liveExchange).with("#");
    }

    @Bean
    SimpleMessageListenerContainer liveListener(ConnectionFactory connections, AnonymousQueue liveQueue, LiveBus bus) {
        SimpleMessageListenerContainer container = container(connections, liveQueue.getName());
        container.setAcknowledgeMode(AcknowledgeMode.NONE);
        container.setMessageListener(bus::deliver);
        return container;
    }

    @Bean
    SmartLifecycle eventListeners(
            ObjectProvider<EventHandler> handlers,
            ConnectionFactory connections,
            Envelope envelope,
            RabbitTemplate rabbit,
            ObjectProvider<Inbox> inbox,
            ObjectProvider<PlatformTransactionManager> transactions) {
        List<SimpleMessageListenerContainer> containers = handlers.stream()
                .map(handler -> {
                    SimpleMessageListenerContainer container = container(connections, handler.queue());
                    container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
                    container.setMessageListener(new EventListener(
                            handler.queue(),
                            envelope,
                            effect(handler, inbox.getIfAvailable(), transactions::getObject),
                            rabbit));
                    return container;
                })
                .toList();
        return new Containers(containers);
    }

    static Consumer<Event> effect(
            EventHandler handler,
            @org.jspecify.annotations.Nullable Inbox inbox,
            Supplier<PlatformTransactionManager> transactions) {
        if (inbox == null) {
            return event -> handler.prepare(event).run();
        }
        TransactionTemplate transaction = new TransactionTemplate(transactions.get());
        return event -> {
            try {
                Runnable effect = handler.prepare(event);
                transaction.executeWithoutResult(status -> {
                    if (inbox.firstTime(handler.queue(), event.id())) {
                        effect.run();
                    }
                });
            } catch (RuntimeException e) {
                throw StoreOutage.caused(e) ? new OutageException("the store is away", e) : e;
            }
        };
    }

    private static SimpleMessageListenerContainer container(ConnectionFactory connections, String queue) {
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(queue);
        container.setPrefetchCount(1);
        container.setMissingQueuesFatal(false);
        // A broker that is being set up refuses users it will know in a moment: ask again, as for one that is away.
        container.setPossibleAuthenticationFailureFatal(false);
        container.setRecoveryInterval(RECOVERY_MILLIS);
        container.setShutdownTimeout(10_000);
        return container;
    }

    /** Starts and stops the listeners with the application. */
    private static final class Containers implements SmartLifecycle {
        private final List<SimpleMessageListenerContainer> containers;
        private volatile boolean running;

        Containers(List<SimpleMessageListenerContainer> containers) {
            this.containers = containers;
        }

        @Override
        public void start() {
            containers.forEach(container -> {
                container.afterPropertiesSet();
                container.start();
            });
            running = true;
        }

        @Override
        public void stop() {
            containers.forEach(SimpleMessageListenerContainer::stop);
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
