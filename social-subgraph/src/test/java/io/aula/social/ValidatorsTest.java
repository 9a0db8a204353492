package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/** What this service writes against the rules of its own validators, which the stand-in for MongoDB does not mind. */
final class ValidatorsTest extends SocialTestServer {
    private static final int MOST = 2_000;

    @Autowired
    private MongoOperations mongo;

    private static List<Document> validators() throws IOException {
        String json = new ClassPathResource("mongodb/migrations/V003__validators.json")
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        return Document.parse(json).getList("commands", Document.class);
    }

    @Test
    void everythingThatIsWrittenIsValid() throws IOException {
        writeOneOfEach();
        List<String> faults = new ArrayList<>();
        for (Document command : validators()) {
            String collection = command.getString("collMod");
            Document rules = command.get("validator", Document.class).get("$jsonSchema", Document.class);
            List<Document> found = mongo.find(new Query().limit(MOST), Document.class, collection);
            found.forEach(document -> faults.addAll(faults(collection, document, rules)));
            assertThat(found).as(collection).isNotEmpty();
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void theRulesRefuseWhatIsNone() throws IOException {
        Document rules =
                validators().getFirst().get("validator", Document.class).get("$jsonSchema", Document.class);
        assertThat(faults("comments", new Document("_id", "thr_1").append("upvotes", "many"), rules))
                .contains("comments.visibility is missing", "comments._id: thr_1", "comments.upvotes: many");
    }

    private void writeOneOfEach() {
        String lesson = lesson();
        String learner = person();
        String comment = write(lesson, "A comment", Map.of("positionMs", 1000));
        add(learner, "k", lesson, "A reply", Map.of("parentId", comment));
        graphql(
                learner,
                "mutation($input: ReportInput!) { report(input: $input) { report { id } } }",
                Map.of("input", Map.of("targetId", comment, "reason", "SPAM")));
        String course = course();
        String enrollment = Ids.next("enr");
        tell(
                "enrollment.changed",
                enrollment,
                1,
                Map.of("enrollmentId", enrollment, "userId", learner, "courseId", course, "status", "ACTIVE"));
        eventually(() -> {
            graphql(
                    learner,
                    "mutation($input: ReviewCourseInput!) { reviewCourse(input: $input) { review { id } } }",
                    Map.of("input", Map.of("courseId", course, "stars", 4, "bodyMarkdown", "Good")));
            return !mongo.find(new Query().limit(1), Document.class, "reviews").isEmpty();
        });
        graphql(
                learner,
                "mutation($input: CreateThreadInput!) { createThread(input: $input) { thread { id } } }",
                Map.of(
                        "input",
                        Map.of(
                                "idempotencyKey", "k",
                                "courseId", course,
                                "kind", "QUESTION",
                                "title", "Why so?",
                                "bodyMarkdown", "?",
                                "tags", List.of("sql"))));
        eventually(() -> List.of("notifications", "activity", "inbox").stream()
                .noneMatch(name ->
                        mongo.find(new Query().limit(1), Document.class, name).isEmpty()));
    }

    private static List<String> faults(String collection, Document document, Document rules) {
        List<String> faults = new ArrayList<>();
        for (String field : rules.getList("required", String.class)) {
            if (!document.containsKey(field)) {
                faults.add(collection + "." + field + " is missing");
            }
        }
        Document properties = rules.get("properties", Document.class);
        for (String field : properties.keySet()) {
            if (document.containsKey(field) && !isValid(document.get(field), properties.get(field, Document.class))) {
                faults.add(collection + "." + field + ": " + document.get(field));
            }
        }
        return faults;
    }

    private static boolean isValid(Object value, Document rule) {
        Object types = rule.get("bsonType");
        boolean isOfType = types == null
                || (types instanceof Collection<?> many ? many : List.of(types))
                        .stream().anyMatch(type -> is(value, type));
        boolean isOneOf =
                !rule.containsKey("enum") || rule.getList("enum", Object.class).contains(value);
        boolean isAlike = !(value instanceof String text)
                || !rule.containsKey("pattern")
                || text.matches(rule.getString("pattern") + ".*");
        boolean isEnough = !(value instanceof Number number)
                || !rule.containsKey("minimum")
                || number.longValue() >= rule.getInteger("minimum");
        return isOfType && isOneOf && isAlike && isEnough;
    }

    private static boolean is(Object value, Object type) {
        return switch (String.valueOf(type)) {
            case "string" -> value instanceof String;
            case "int" -> value instanceof Integer;
            case "long" -> value instanceof Long;
            case "bool" -> value instanceof Boolean;
            case "date" -> value instanceof Date;
            case "array" -> value instanceof Collection;
            case "null" -> value == null;
            default -> throw new AssertionError("the rules name " + type);
        };
    }
}
