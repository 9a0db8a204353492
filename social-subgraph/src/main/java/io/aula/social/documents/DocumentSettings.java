package io.aula.social.documents;

import com.mongodb.ConnectionString;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoSocketWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ServerDescription;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MongoConverter;

/** Deadlines: a request must not wait for a store that is away, and a page asks it several times. */
@Configuration(proxyBeanMethods = false)
class DocumentSettings {
    private static final int SELECT_MILLIS = 1_500;
    private static final int READ_MILLIS = 5_000;
    /** How soon a server that came back is noticed, when nobody asks meanwhile. */
    private static final int LOOK_MILLIS = 2_000;

    @Bean
    MongoClientSettingsBuilderCustomizer mongoDeadlines() {
        return settings -> settings.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SELECT_MILLIS, TimeUnit.MILLISECONDS))
                .applyToServerSettings(server -> server.heartbeatFrequency(LOOK_MILLIS, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(SELECT_MILLIS, TimeUnit.MILLISECONDS)
                        .readTimeout(READ_MILLIS, TimeUnit.MILLISECONDS));
    }

    @Bean
    MongoTemplate mongoTemplate(
            MongoClient client, MongoConverter converter, @Value("${spring.mongodb.uri}") String uri, Clock clock) {
        String database = Objects.requireNonNull(new ConnectionString(uri).getDatabase(), "The URI names no database");
        return new MongoTemplate(new WhileThere(client, database, new DocumentMigrations(clock)), converter);
    }

    /**
     * Gives the database at once or not at all: the driver's monitor knows already when every server failed. Whoever asks first brings
     * it up to date, so that nothing is written to one that is not; after an outage it may be another one.
     */
    private static final class WhileThere extends SimpleMongoClientDatabaseFactory {
        private final MongoClient client;
        private final DocumentMigrations migrations;
        private final ReentrantLock oneAtATime = new ReentrantLock();
        private volatile boolean isUpToDate;

        WhileThere(MongoClient client, String database, DocumentMigrations migrations) {
            super(client, database);
            this.client = client;
            this.migrations = migrations;
        }

        @Override
        protected MongoDatabase doGetMongoDatabase(String name) {
            boolean isAway = client.getClusterDescription().getServerDescriptions().stream()
                    .allMatch(WhileThere::hasFailed);
            if (isAway) {
                isUpToDate = false;
                throw new DataAccessResourceFailureException("MongoDB is away");
            }
            MongoDatabase database = super.doGetMongoDatabase(name);
            if (!isUpToDate) {
                bringUpToDate(database);
            }
            return database;
        }

        /** Who comes meanwhile waits as long as for a server. */
        private void bringUpToDate(MongoDatabase database) {
            try {
                if (!oneAtATime.tryLock(SELECT_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new DataAccessResourceFailureException("MongoDB is being brought up to date");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DataAccessResourceFailureException("MongoDB was not waited for", e);
            }
            try {
                if (!isUpToDate) {
                    migrations.apply(database);
                    isUpToDate = true;
                }
            } finally {
                oneAtATime.unlock();
            }
        }

        /**
         * One that was not tried yet has not failed: the first to ask waits for the first connection. Nor has one whose
         * connection broke or was late: the driver looks again at once, and who asks meanwhile waits for that.
         */
        private static boolean hasFailed(ServerDescription server) {
            return !server.isOk()
                    && server.getException() != null
                    && !(server.getException() instanceof MongoSocketReadException)
                    && !(server.getException() instanceof MongoSocketReadTimeoutException)
                    && !(server.getException() instanceof MongoSocketWriteException);
        }
    }
}
