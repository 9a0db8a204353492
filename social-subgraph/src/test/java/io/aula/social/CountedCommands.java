package io.aula.social;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Counts what requests ask of MongoDB; the relay looks for events meanwhile, and is not counted. */
@TestConfiguration
class CountedCommands implements CommandListener {
    private final AtomicInteger reads = new AtomicInteger();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        boolean isRead =
                event.getCommandName().equals("find") || event.getCommandName().equals("aggregate");
        if (isRead && !Thread.currentThread().getName().startsWith("relay-")) {
            reads.incrementAndGet();
        }
    }

    int reads() {
        return reads.get();
    }

    @Bean
    MongoClientSettingsBuilderCustomizer counting(CountedCommands counter) {
        return settings -> settings.addCommandListener(counter);
    }
}
