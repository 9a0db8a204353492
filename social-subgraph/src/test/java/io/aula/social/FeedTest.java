package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;

/** What is in somebody's feed, and what is kept out of it. */
final class FeedTest extends SocialTestServer {
    private static final String FEED = """
            query($first: Int!, $after: String) { feed(first: $first, after: $after) {
              nodes { id kind at actor { id } course { id } lesson { id } review { id stars } thread { id title } }
              pageInfo { hasNextPage endCursor } } }""";
    private static final String FOLLOW = "mutation($id: ID!) { follow(userId: $id) { userErrors { code } } }";
    private static final String BLOCK = "mutation($id: ID!) { blockUser(userId: $id) { userErrors { code } } }";
    private static final String APART =
            "mutation($on: Boolean!) { setRecommendationPreference(takesPart: $on) { userErrors { code } } }";
    private static final String CREATE = """
            mutation($input: CreateThreadInput!) { createThread(input: $input) { thread { id } userErrors { code } } }""";
    private static final String POST =
            "mutation($input: AddCommentInput!) { addComment(input: $input) { comment { id } userErrors { code } } }";
    private static final String ACCEPT = """
            mutation($thread: ID!, $comment: ID) { acceptAnswer(threadId: $thread, commentId: $comment) {
              userErrors { code } } }""";
    private static final String REVIEW = """
            mutation($input: ReviewCourseInput!) { reviewCourse(input: $input) { review { id } userErrors { code } } }""";

    @Autowired
    private MongoOperations mongo;

    private JsonNode feed(String person, int first, @Nullable String after) {
        Map<String, @Nullable Object> variables = new HashMap<>(Map.of("first", first));
        variables.put("after", after);
        JsonNode answer = graphql(person, FEED, variables);
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/feed");
    }

    /** {@code KIND of what it is about}, the latest first. */
    private List<String> seen(String person) {
        List<String> all = new ArrayList<>();
        feed(person, 50, null)
                .path("nodes")
                .forEach(node -> all.add(node.path("kind").asString() + " " + about(node)));
        return all;
    }

    private static String about(JsonNode node) {
        for (String field : List.of("review", "thread", "lesson")) {
            if (!node.path(field).isNull()) {
                return node.at("/" + field + "/id").asString();
            }
        }
        return node.at("/course/id").asString();
    }

    private void follow(String one, String other) {
        assertThat(graphql(one, FOLLOW, Map.of("id", other))
                        .at("/data/follow/userErrors")
                        .isEmpty())
                .isTrue();
    }

    private void befriend(String one, String other) {
        follow(one, other);
        follow(other, one);
    }

    private void join(String person, String course) {
        enrolledIs(person, course, "ACTIVE", 1);
        toldThatEnrolled(person, course, Instant.now().minus(Duration.ofDays(2)));
    }

    private void toldThatEnrolled(String person, String course, Instant at) {
        String id = Ids.next("enr");
        Map<String, Object> data = new HashMap<>(enrollment(id, person, course));
        data.put("at", at.toString());
        tell("enrollment.created", id, 1, data);
    }

    private void enrolledIs(String person, String course, String status, int version) {
        String id = "enr" + person.substring(3, 20) + course.substring(20, 29);
        tell(
                "enrollment.changed",
                id,
                version,
                Map.of("enrollmentId", id, "userId", person, "courseId", course, "status", status));
    }

    private void complete(String person, String course) {
        tell(
                "enrollment.progressed",
                Ids.next("enr"),
                9,
                Map.of(
                        "userId",
                        person,
                        "courseId",
                        course,
                        "progress",
                        1,
                        "completedLessons",
                        3,
                        "completedAt",
                        Instant.now().minus(Duration.ofDays(1)).toString()));
    }

    private boolean isIn(String person, String course) {
        String query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Course {"
                + " threads(first: 0, sort: NEWEST) { totalCount } } } }";
        return !graphql(person, query, Map.of("r", List.of(Map.of("__typename", "Course", "id", course))))
                .at("/data/_entities/0/threads")
                .isNull();
    }

    private String ask(String person, String course, String kind) {
        Map<String, Object> input = new HashMap<>(Map.of("idempotencyKey", Ids.next("key"), "courseId", course));
        input.putAll(Map.of("kind", kind, "title", "Why so?", "bodyMarkdown", "?"));
        return graphql(person, CREATE, Map.of("input", input))
                .at("/data/createThread/thread/id")
                .asString();
    }

    private String review(String person, String course) {
        return graphql(person, REVIEW, Map.of("input", Map.of("courseId", course, "stars", 4)))
                .at("/data/reviewCourse/review/id")
                .asString();
    }

    @Test
    void itTellsOfWhatThoseDidWhomOneFollowsAndOfNobodyElse() {
        String me = person();
        String friend = person();
        String stranger = person();
        befriend(me, friend);
        String course = course();
        join(friend, course);
        join(stranger, course);
        complete(friend, course);
        eventually(() -> isIn(friend, course) && isIn(stranger, course));
        String review = review(friend, course);
        review(stranger, course);
        eventually(() -> seen(me).containsAll(List.of(
                "FOLLOWED_REVIEWED " + review, "FOLLOWED_COMPLETED " + course, "FOLLOWED_ENROLLED " + course)));
        assertThat(seen(me)).hasSize(3).first().isEqualTo("FOLLOWED_REVIEWED " + review);
        JsonNode first = feed(me, 1, null).path("nodes").path(0);
        assertThat(first.at("/actor/id").asString()).isEqualTo(friend);
        assertThat(first.at("/course/id").asString()).isEqualTo(course);
        assertThat(first.at("/review/stars").asInt()).isEqualTo(4);
        assertThat(seen(stranger)).noneMatch(line -> line.contains(review));
    }

    @Test
    void whatSomebodyTakesIsForThoseWhomTheyFollowBackAndNotOfWhoTakesNoPart() {
        String me = person();
        String followed = person();
        String apart = person();
        follow(me, followed);
        befriend(me, apart);
        graphql(apart, APART, Map.of("on", false));
        String course = course();
        join(followed, course);
        join(apart, course);
        eventually(() -> isIn(followed, course) && isIn(apart, course));
        String review = review(followed, course);
        String opinion = review(apart, course);
        eventually(() -> seen(me).containsAll(List.of("FOLLOWED_REVIEWED " + review, "FOLLOWED_REVIEWED " + opinion)));
        assertThat(seen(me)).hasSize(2);
        follow(followed, me);
        eventually(() -> seen(me).contains("FOLLOWED_ENROLLED " + course));
        assertThat(seen(me)).hasSize(3);
    }

    @Test
    void whatIsKeptFromTheReaderHidesNothingBehindIt() {
        String me = person();
        String followed = person();
        String friend = person();
        follow(me, followed);
        befriend(me, friend);
        String course = course();
        join(followed, course);
        eventually(() -> isIn(followed, course));
        String review = review(followed, course);
        eventually(() -> seen(me).equals(List.of("FOLLOWED_REVIEWED " + review)));
        Instant later = Instant.now().plusSeconds(60);
        for (int i = 0; i < 30; i++) {
            toldThatEnrolled(followed, course(), later); // who does not follow back
            toldThatEnrolled(friend, Ids.next("crs"), later); // a course that is not open to all
        }
        String last = course();
        enrolledIs(friend, last, "ACTIVE", 1);
        toldThatEnrolled(friend, last, later.plusSeconds(60));
        eventually(() -> seen(me).contains("FOLLOWED_ENROLLED " + last));
        String first = feed(me, 1, null).at("/pageInfo/endCursor").asString();
        assertThat(feed(me, 1, first).at("/nodes/0/review/id").asString()).isEqualTo(review);
    }

    @Test
    void aThousandInARowThatAreClosedToTheReaderEndNoFeed() {
        String me = person();
        String friend = person();
        befriend(me, friend);
        String course = course();
        join(friend, course);
        eventually(() -> seen(me).contains("FOLLOWED_ENROLLED " + course));
        Instant now = Instant.now();
        mongo.insert(
                IntStream.range(0, 1_010)
                        .mapToObj(i -> new Document("_id", Ids.next("act"))
                                .append("source", friend)
                                .append("kind", "FOLLOWED_ENROLLED")
                                .append("actor", friend)
                                .append("courseId", Ids.next("crs"))
                                .append("at", Date.from(now.minusSeconds(i))))
                        .toList(),
                "activity");
        try {
            JsonNode page = feed(me, 5, null);
            assertThat(page.path("nodes")).isEmpty();
            assertThat(page.at("/pageInfo/hasNextPage").asBoolean())
                    .as("there may be more")
                    .isTrue();
            JsonNode next = feed(me, 5, page.at("/pageInfo/endCursor").asString());
            assertThat(next.at("/nodes/0/course/id").asString()).isEqualTo(course);
            assertThat(next.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
        } finally {
            mongo.remove(Query.query(Criteria.where("source").is(friend)), "activity");
        }
    }

    @Test
    void whoLeftTheCourseIsNotShownInItNorIsACourseThatWasTakenBack() {
        String me = person();
        String friend = person();
        befriend(me, friend);
        String left = course();
        String closed = course();
        join(friend, left);
        join(friend, closed);
        eventually(() -> seen(me).containsAll(List.of("FOLLOWED_ENROLLED " + left, "FOLLOWED_ENROLLED " + closed)));
        enrolledIs(friend, left, "WITHDRAWN", 2);
        Map<String, Object> archived = new HashMap<>(Map.of("courseId", closed, "status", "ARCHIVED", "locale", "es"));
        archived.putAll(Map.of("slug", "s", "level", "BEGINNER", "instructorIds", List.of(ANA)));
        tell("course.archived", closed, 2, archived);
        eventually(() -> seen(me).isEmpty());
    }

    @Test
    void whatIsAskedAndAnsweredIsForWhoIsInTheCourseToo() {
        String me = person();
        String outside = person();
        String friend = person();
        befriend(me, friend);
        follow(outside, friend);
        String course = course();
        join(me, course);
        join(friend, course);
        eventually(() -> isIn(me, course) && isIn(friend, course) && isIn(ANA, course));
        String asked = ask(friend, course, "QUESTION");
        String question = ask(me, course, "QUESTION");
        String answer = graphql(
                        friend,
                        POST,
                        Map.of(
                                "input",
                                Map.of("idempotencyKey", "k", "threadId", question, "bodyMarkdown", "Because.")))
                .at("/data/addComment/comment/id")
                .asString();
        graphql(me, ACCEPT, Map.of("thread", question, "comment", answer));
        String announced = ask(ANA, course, "ANNOUNCEMENT");
        List<String> all =
                List.of("FOLLOWED_ASKED " + asked, "FOLLOWED_ANSWERED " + question, "ANNOUNCEMENT " + announced);
        eventually(() -> seen(me).containsAll(all));
        assertThat(seen(outside)).isEmpty();
        Map<String, @Nullable Object> none = new HashMap<>(Map.of("thread", question));
        none.put("comment", null);
        graphql(me, ACCEPT, none);
        assertThat(seen(me)).doesNotContain("FOLLOWED_ANSWERED " + question);
    }

    @Test
    void newLessonsAreForWhoIsInTheCourseOnceTheyAreOut() {
        String me = person();
        String course = course();
        join(me, course);
        String lesson = Ids.next("les");
        tell("lesson.changed", lesson, 1, lessonOf(course, lesson, Map.of()));
        Map<String, ?> published =
                Map.of("lessonId", lesson, "courseId", course, "pos", 1, "durationMs", 1000, "isNew", true);
        tell("lesson.published", lesson, 1, published);
        tell("lesson.published", lesson, 1, published);
        eventually(() -> seen(me).equals(List.of("NEW_LESSON " + lesson)));
        tell("lesson.changed", lesson, 2, lessonOf(course, lesson, Map.of("status", "DRAFT")));
        eventually(() -> seen(me).isEmpty());
    }

    @Test
    void aNewCourseIsForWhoFollowsItsTeacher() {
        String me = person();
        String teacher = person();
        follow(me, teacher);
        String course = Ids.next("crs");
        Map<String, Object> told = new HashMap<>(Map.of("courseId", course, "status", "PUBLISHED", "locale", "es"));
        told.putAll(Map.of("slug", "s", "level", "BEGINNER", "instructorIds", List.of(teacher)));
        tell("course.published", course, 1, told);
        tell("course.published", course, 3, told);
        eventually(() -> seen(me).equals(List.of("NEW_COURSE " + course)));
    }

    @Test
    void nothingIsSeenOfWhoIsSuspendedBlockedOrErased() {
        String me = person();
        String friend = person();
        String blocked = person();
        String gone = person();
        String course = course();
        for (String each : List.of(friend, blocked, gone)) {
            befriend(me, each);
            join(each, course);
        }
        eventually(() -> seen(me).size() == 3);
        tell("user.updated", friend, 5, Map.of("userId", friend, "handle", "h", "locale", "es", "suspended", true));
        graphql(blocked, BLOCK, Map.of("id", me));
        tell("user.deleted", gone, 9, Map.of("userId", gone));
        eventually(() -> seen(me).isEmpty());
        join(gone, course());
        tell("user.updated", friend, 6, Map.of("userId", friend, "handle", "h", "locale", "es", "suspended", false));
        eventually(() -> seen(me).size() == 1);
        assertThat(feed(me, 5, null).at("/nodes/0/actor/id").asString()).isEqualTo(friend);
    }

    @Test
    void pageByPageEachComesOnceAndWhatIsOldComesNotAtAll() {
        String me = person();
        String friend = person();
        befriend(me, friend);
        List<String> joined = new ArrayList<>();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (int i = 0; i < 7; i++) {
            String course = course();
            enrolledIs(friend, course, "ACTIVE", 1);
            // two at the same moment each, and the last one long ago
            toldThatEnrolled(friend, course, now.minus(Duration.ofDays(i == 6 ? 91 : i / 2)));
            joined.add("FOLLOWED_ENROLLED " + course);
        }
        joined.removeLast();
        eventually(() -> seen(me).size() == 6);
        List<String> read = new ArrayList<>();
        @Nullable String after = null;
        do {
            JsonNode page = feed(me, 2, after);
            page.path("nodes").forEach(node -> read.add(node.path("kind").asString() + " " + about(node)));
            after = page.at("/pageInfo/hasNextPage").asBoolean()
                    ? page.at("/pageInfo/endCursor").asString()
                    : null;
        } while (after != null);
        assertThat(read).containsExactlyInAnyOrderElementsOf(joined).isEqualTo(seen(me));
    }

    @Test
    void whoFollowsNobodyHasAnEmptyFeedAndAProgramNeedsTheScope() {
        assertThat(seen(person())).isEmpty();
        assertThat(graphql("graph~" + person(), FEED, Map.of("first", 5))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("INSUFFICIENT_SCOPE");
    }
}
