package io.aula.social;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Counts what requests ask of MongoDB; the relay and the listeners look for theirs meanwhile, and are not counted. */
@TestConfiguration
class CountedCommands implements CommandListener {
    private final AtomicInteger reads = new AtomicInteger();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        boolean isRead =
                event.getCommandName().equals("find") || event.getCommandName().equals("aggregate");
        String thread = Thread.currentThread().getName();
        if (isRead && !isInBackground(thread)) {
            reads.incrementAndGet();
        }
    }

    /** Containers of listeners that are no beans have threads that say so. */
    private static boolean isInBackground(String thread) {
        return thread.startsWith("relay-")
                || thread.contains("istener")
                || thread.startsWith("not.a.Spring.bean")
                || thread.equals("first-fill")
                || thread.equals("digests");
    }

    int reads() {
        return reads.get();
    }

    @Bean
    MongoClientSettingsBuilderCustomizer counting(CountedCommands counter) {
        return settings -> settings.addCommandListener(counter);
    }
}
