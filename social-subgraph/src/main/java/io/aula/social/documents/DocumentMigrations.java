package io.aula.social.documents;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import io.aula.platform.hash.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Brings the database's indexes and validators up to date by the files below {@code mongodb/migrations}: lists of commands, each file
 * applied once and never edited. Each command can be repeated, so a file that was cut off is begun again. One instance at a time does
 * so, under a lease:
 *
 * <pre>
 *   nobody's, or past its end ──► ours ──(all recorded)──► nobody's
 * </pre>
 */
final class DocumentMigrations {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentMigrations.class);
    private static final String FILES = "classpath:mongodb/migrations/V*.json";
    private static final String RECORDS = "migrations";
    private static final String LOCKS = "migration_locks";
    private static final String LOCK = "database";
    /** Longer than any of the driver's own waits; who was cut off in it holds up the others for so long. */
    private static final Duration LEASE = Duration.ofSeconds(30);
    /** The stand-in for MongoDB knows no validators. */
    private static final int COMMAND_NOT_FOUND = 59;

    private final List<Migration> migrations;
    private final Clock clock;
    private final String instance = UUID.randomUUID().toString();

    DocumentMigrations(Clock clock) {
        this(files(), clock);
    }

    DocumentMigrations(List<Migration> migrations, Clock clock) {
        this.migrations = List.copyOf(migrations);
        this.clock = clock;
    }

    /** @param id the file's name, in whose order they are applied */
    record Migration(String id, String checksum, List<Document> commands) {
        Migration {
            commands = List.copyOf(commands);
        }

        /** @param json an object with why it is there, and its commands */
        static Migration of(String id, String json) {
            return new Migration(
                    id,
                    Sha256.hex(json.replace("\r\n", "\n")),
                    Document.parse(json).getList("commands", Document.class));
        }
    }

    /**
     * Applies what was not applied yet. A database that a later version brought further is up to date.
     *
     * @throws DataAccessResourceFailureException while it cannot be, or another instance is about it: to be tried again
     * @throws IllegalStateException when a file is another one than the one that was applied
     */
    void apply(MongoDatabase database) {
        try {
            if (!left(database).isEmpty()) {
                applyAlone(database);
            }
        } catch (MongoException e) {
            throw new DataAccessResourceFailureException("MongoDB could not be brought up to date", e);
        }
    }

    private void applyAlone(MongoDatabase database) {
        lock(database);
        try {
            for (Migration migration : left(database)) {
                LOG.info("MongoDB is brought up to date by {}", migration.id());
                Set<String> unknown = new HashSet<>();
                for (Document command : migration.commands()) {
                    lock(database); // as long as it takes, at each step
                    run(database, command, unknown);
                }
                record(database, migration);
            }
        } finally {
            locks(database).deleteOne(Filters.and(Filters.eq("_id", LOCK), Filters.eq("holder", instance)));
        }
    }

    private List<Migration> left(MongoDatabase database) {
        Map<String, String> applied = new HashMap<>();
        database.getCollection(RECORDS)
                .find()
                .forEach(record -> applied.put(record.getString("_id"), record.getString("checksum")));
        for (Migration migration : migrations) {
            String before = applied.get(migration.id());
            if (before != null && !before.equals(migration.checksum())) {
                throw new IllegalStateException(
                        migration.id()
                                + " was applied to this MongoDB with other content; put it back, and change things in a new file");
            }
        }
        return migrations.stream()
                .filter(migration -> !applied.containsKey(migration.id()))
                .toList();
    }

    /** @param unknown commands that this MongoDB does not know: it is asked once for each */
    private static void run(MongoDatabase database, Document command, Set<String> unknown) {
        String name = command.keySet().iterator().next();
        if (unknown.contains(name)) {
            return;
        }
        try {
            database.runCommand(command);
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != COMMAND_NOT_FOUND) {
                throw e;
            }
            unknown.add(name);
            LOG.info("This MongoDB knows no {}", name);
        }
    }

    private void record(MongoDatabase database, Migration migration) {
        Document record = new Document("_id", migration.id())
                .append("checksum", migration.checksum())
                .append("at", Date.from(clock.instant()));
        database.getCollection(RECORDS)
                .replaceOne(Filters.eq("_id", migration.id()), record, new ReplaceOptions().upsert(true));
    }

    private void lock(MongoDatabase database) {
        Instant now = clock.instant();
        Date until = Date.from(now.plus(LEASE));
        boolean isOurs = locks(database)
                        .updateOne(
                                Filters.and(
                                        Filters.eq("_id", LOCK),
                                        Filters.or(
                                                Filters.eq("holder", instance), Filters.lt("until", Date.from(now)))),
                                Updates.combine(Updates.set("holder", instance), Updates.set("until", until)))
                        .getMatchedCount()
                > 0;
        if (!isOurs) {
            insertLock(database, until);
        }
    }

    private void insertLock(MongoDatabase database, Date until) {
        try {
            locks(database)
                    .insertOne(
                            new Document("_id", LOCK).append("holder", instance).append("until", until));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            throw new DataAccessResourceFailureException("Another instance brings MongoDB up to date", e);
        }
    }

    private static MongoCollection<Document> locks(MongoDatabase database) {
        return database.getCollection(LOCKS);
    }

    private static List<Migration> files() {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources(FILES);
            return Arrays.stream(found)
                    .map(DocumentMigrations::read)
                    .sorted(Comparator.comparing(Migration::id))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(FILES, e);
        }
    }

    private static Migration read(Resource file) {
        try {
            return Migration.of(
                    Objects.requireNonNull(file.getFilename()), file.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file.getDescription(), e);
        }
    }
}
