package io.aula.social.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.aula.devstack.testing.TestMongo;
import io.aula.social.documents.DocumentMigrations.Migration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** The files against a MongoDB: the real one where there is one. */
final class DocumentMigrationsTest {
    private static final MongoClient CLIENT = MongoClients.create(TestMongo.uri(""));
    private static final Migration FIRST = migration("V001__a.json", "a", "one");
    private static final Migration SECOND = migration("V002__b.json", "b", "other");

    private final MongoDatabase database = CLIENT.getDatabase("migrations_" + System.nanoTime());
    private Instant now = Instant.parse("2026-12-01T10:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @AfterEach
    void drop() {
        database.drop();
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static Migration migration(String id, String collection, String index) {
        return Migration.of(id, """
                {"why": "of a test", "commands": [{"createIndexes": "%s", "indexes": [{"name": "%s", "key": {"x": 1}}]}]}""".formatted(collection, index));
    }

    private DocumentMigrations of(Migration... migrations) {
        return new DocumentMigrations(List.of(migrations), clock);
    }

    private List<String> applied() {
        List<String> ids = new ArrayList<>();
        database.getCollection("migrations").find().forEach(record -> ids.add(record.getString("_id")));
        return ids;
    }

    private List<String> indexes(String collection) {
        List<String> names = new ArrayList<>();
        database.getCollection(collection).listIndexes().forEach(index -> names.add(index.getString("name")));
        return names;
    }

    @Test
    void theFilesOfThisServiceAreAppliedOnceAndInOrder() {
        DocumentMigrations own = new DocumentMigrations(clock);
        own.apply(database);
        List<String> once = applied();
        assertThat(once).isSorted().hasSizeGreaterThanOrEqualTo(3).first().isEqualTo("V001__indexes.json");
        assertThat(indexes("comments")).contains("author_key");
        now = now.plusSeconds(60);
        own.apply(database);
        new DocumentMigrations(clock).apply(database);
        assertThat(applied()).isEqualTo(once);
        assertThat(database.getCollection("migrations").find())
                .allMatch(record -> record.getDate("at").toInstant().isBefore(now));
    }

    @Test
    void everyListOfThreadsIsReadInTheOrderOfAnIndex() {
        new DocumentMigrations(clock).apply(database);
        List<List<String>> keys = new ArrayList<>();
        database.getCollection("threads")
                .listIndexes()
                .forEach(index ->
                        keys.add(List.copyOf(index.get("key", Document.class).keySet())));
        assertThat(keys)
                .contains(
                        List.of("courseId", "pin", "activeAt", "_id"),
                        List.of("courseId", "_id"),
                        List.of("authorId", "_id"));
    }

    @Test
    void aDatabaseThatHasTheIndexesFromBeforeKeepsThemAndWhatIsInIt() {
        database.getCollection("b").insertOne(new Document("_id", "kept"));
        database.runCommand(SECOND.commands().getFirst());
        of(FIRST, SECOND).apply(database);
        assertThat(applied()).containsExactly(FIRST.id(), SECOND.id());
        assertThat(database.getCollection("b").countDocuments()).isEqualTo(1);
    }

    @Test
    void oneThatWasCutOffIsBegunAgain() {
        Document bad = Document.parse("{\"createIndexes\": \"a\", \"indexes\": \"none\"}");
        Migration cut = new Migration(
                FIRST.id(), FIRST.checksum(), List.of(FIRST.commands().getFirst(), bad));
        assertThatExceptionOfType(DataAccessResourceFailureException.class)
                .isThrownBy(() -> of(cut, SECOND).apply(database));
        assertThat(applied()).isEmpty();
        of(FIRST, SECOND).apply(database);
        assertThat(applied()).containsExactly(FIRST.id(), SECOND.id());
    }

    @Test
    void whoWasKilledAmidItHoldsUpTheOthersForItsLeaseOnly() {
        database.getCollection("migration_locks")
                .insertOne(new Document("_id", "database")
                        .append("holder", "dead")
                        .append("until", Date.from(now.plusSeconds(30))));
        assertThatExceptionOfType(DataAccessResourceFailureException.class)
                .isThrownBy(() -> of(FIRST).apply(database))
                .withMessageContaining("Another instance");
        now = now.plus(Duration.ofSeconds(31));
        of(FIRST).apply(database);
        assertThat(applied()).containsExactly(FIRST.id());
        assertThat(database.getCollection("migration_locks").countDocuments()).isZero();
    }

    @Test
    void ofManyAtOnceOneAppliesThemAndAllEndUpToDate() {
        List<CompletableFuture<Void>> all = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    DocumentMigrations instance = of(FIRST, SECOND);
                    for (int tries = 0; tries < 500; tries++) {
                        try {
                            instance.apply(database);
                            return;
                        } catch (DataAccessResourceFailureException e) {
                            Thread.onSpinWait();
                        }
                    }
                    throw new AssertionError("never up to date");
                }))
                .toList();
        all.forEach(CompletableFuture::join);
        assertThat(applied()).containsExactly(FIRST.id(), SECOND.id());
    }

    @Test
    void aFileThatWasEditedIsRefusedByName() {
        of(FIRST).apply(database);
        Migration edited = migration(FIRST.id(), "a", "another");
        assertThatIllegalStateException()
                .isThrownBy(() -> of(edited, SECOND).apply(database))
                .withMessageContaining(FIRST.id());
        assertThat(applied()).containsExactly(FIRST.id());
    }

    @Test
    void whatALaterVersionBroughtFurtherIsUpToDate() {
        of(FIRST, SECOND).apply(database);
        of(FIRST).apply(database);
        assertThat(applied()).containsExactly(FIRST.id(), SECOND.id());
    }

    @Test
    void aRealServerRefusesWhatIsNoCommentAndEndsWhatIsOld() {
        Assumptions.assumeTrue(
                System.getenv("AULA_MONGODB_URI") != null, "SKIPPED: validators and expiry need AULA_MONGODB_URI");
        new DocumentMigrations(clock).apply(database);
        assertThatExceptionOfType(MongoWriteException.class)
                .isThrownBy(() -> database.getCollection("comments").insertOne(new Document("_id", "cmt_1")));
        assertThat(database.getCollection("activity").listIndexes().into(new ArrayList<>()))
                .anyMatch(index -> index.containsKey("expireAfterSeconds"));
    }
}
