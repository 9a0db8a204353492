package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.platform.id.ReportId;
import io.aula.platform.id.ReviewId;
import io.aula.platform.id.UserId;
import io.aula.social.access.Suspensions;
import io.aula.social.comment.Hold;
import io.aula.social.messages.MessageExamplesTest;
import io.aula.social.review.HeldReviews;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What learners think of a course: who may say it, what it comes to, and what others hear of it. */
final class ReviewsTest extends SocialTestServer {
    private static final String COURSE = """
            query($r: [_Any!]!, $sort: ReviewSort!, $stars: Int, $first: Int!, $after: String) {
              _entities(representations: $r) { ... on Course {
                rating { average count histogram }
                reviews(sort: $sort, stars: $stars, first: $first, after: $after) {
                  totalCount pageInfo { hasNextPage endCursor }
                  nodes { id stars bodyHtml watchedRatio helpful instructorReply author { id } } } } } }""";
    private static final String OWN = """
            query($r: [_Any!]!) { _entities(representations: $r) { ... on Course {
              viewerMayReview viewerReview { id stars visibility bodyMarkdown } } } }""";
    private static final String REVIEW = """
            mutation($input: ReviewCourseInput!) { reviewCourse(input: $input) {
              review { id stars bodyMarkdown editedAt } course { rating { average count } } userErrors { code path } } }""";
    private static final String WITHDRAW = """
            mutation($id: ID!) { deleteReview(id: $id) { review { id } course { rating { count } } userErrors { code } } }""";
    private static final String REPLY = """
            mutation($id: ID!, $body: String) { replyToReview(id: $id, bodyMarkdown: $body) {
              review { instructorReply } userErrors { code } } }""";
    private static final String VOTE = """
            mutation($id: ID!, $on: Boolean!) { upvote(targetId: $id, on: $on) { upvotes userErrors { code } } }""";

    private static final ReportId REPORT = ReportId.next();
    private static final Hold HOLD = Hold.of(REPORT, "SPAM");

    @Autowired
    private RabbitAdmin admin;

    @Autowired
    private HeldReviews held;

    @Autowired
    private Suspensions suspensions;

    private String join(String person, String course, String status, int version, String enrollment) {
        tell(
                "enrollment.changed",
                enrollment,
                version,
                Map.of("enrollmentId", enrollment, "userId", person, "courseId", course, "status", status));
        return enrollment;
    }

    /** Somebody new who is in the course. */
    private String learner(String course) {
        String person = Ids.next("usr");
        join(person, course, "ACTIVE", 1, Ids.next("enr"));
        eventually(() -> own(person, course).path("viewerMayReview").asBoolean());
        return person;
    }

    private static Map<String, Object> of(String course) {
        return Map.of("r", List.of(Map.of("__typename", "Course", "id", course)));
    }

    private JsonNode own(String person, String course) {
        return graphql(person, OWN, of(course)).at("/data/_entities/0");
    }

    private JsonNode course(String course, String sort, @Nullable Integer stars, int first, @Nullable String after) {
        Map<String, @Nullable Object> variables = new HashMap<>(of(course));
        variables.putAll(Map.of("sort", sort, "first", first));
        variables.put("stars", stars);
        variables.put("after", after);
        JsonNode answer = graphql(null, COURSE, variables);
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/_entities/0");
    }

    private JsonNode course(String course) {
        return course(course, "NEWEST", null, 50, null);
    }

    private JsonNode review(String person, String course, int stars, @Nullable String body) {
        Map<String, @Nullable Object> input = new HashMap<>(Map.of("courseId", course, "stars", stars));
        input.put("bodyMarkdown", body);
        JsonNode answer = graphql(person, REVIEW, Map.of("input", input));
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/reviewCourse");
    }

    private String reviewed(String person, String course, int stars, @Nullable String body) {
        JsonNode payload = review(person, course, stars, body);
        String id = payload.at("/review/id").asString("");
        assertThat(id).as(payload.toString()).startsWith("rev_");
        return id;
    }

    private static String code(JsonNode payload) {
        return payload.at("/userErrors/0/code").asString("");
    }

    private JsonNode withdraw(String person, String id) {
        return graphql(person, WITHDRAW, Map.of("id", id)).at("/data/deleteReview");
    }

    private JsonNode vote(String person, String id, boolean on) {
        return graphql(person, VOTE, Map.of("id", id, "on", on)).at("/data/upvote");
    }

    @Test
    void onlyWhoIsOrWasInACourseReviewsItAndNobodyTheirOwn() {
        String course = course();
        String left = learner(course);
        String enrollment = Ids.next("enr");
        String gone = Ids.next("usr");
        join(gone, course, "ACTIVE", 1, enrollment);
        join(gone, course, "WITHDRAWN", 2, enrollment);
        eventually(() -> own(gone, course).path("viewerMayReview").asBoolean());
        assertThat(review(left, course, 5, null).at("/userErrors").size()).isZero();
        assertThat(review(gone, course, 2, "I left.").at("/userErrors").size()).isZero();

        String stranger = Ids.next("usr");
        assertThat(code(review(stranger, course, 5, null))).isEqualTo("NEVER_ENROLLED");
        assertThat(own(stranger, course).path("viewerMayReview").asBoolean()).isFalse();
        join(ANA, course, "ACTIVE", 1, Ids.next("enr"));
        assertThat(code(review(ANA, course, 5, null))).isEqualTo("OWN_COURSE");
        assertThat(code(review(left, Ids.next("crs"), 5, null))).isEqualTo("NOT_FOUND");
        assertThat(code(review(left, "nonsense", 5, null))).isEqualTo("NOT_FOUND");
        assertThat(graphql(null, REVIEW, Map.of("input", Map.of("courseId", course, "stars", 5)))
                        .has("errors"))
                .isTrue();
    }

    @Test
    void whatIsNoReviewIsRefusedAndSaysWhereItIsWrong() {
        String course = course();
        String person = learner(course);
        for (int stars : List.of(0, 6, -1)) {
            JsonNode refused = review(person, course, stars, null);
            assertThat(code(refused)).isEqualTo("INVALID_INPUT");
            assertThat(refused.at("/userErrors/0/path").toString()).isEqualTo("[\"input\",\"stars\"]");
        }
        assertThat(code(review(person, course, 3, "x".repeat(10_001)))).isEqualTo("INVALID_INPUT");
        assertThat(review(person, course, 3, " \u200b\n")
                        .at("/review/bodyMarkdown")
                        .isNull())
                .as("nothing typed is nothing said")
                .isTrue();
    }

    @Test
    void whoReviewsAgainChangesWhatTheySaidAndTheCourseIsRatedByItOnce() {
        String course = course();
        String person = learner(course);
        String id = reviewed(person, course, 5, "Good");
        assertThat(reviewed(person, course, 5, "Good")).isEqualTo(id);
        JsonNode changed = review(person, course, 2, "Less so");
        assertThat(changed.at("/review/id").asString()).isEqualTo(id);
        assertThat(changed.at("/review/editedAt").isNull()).isFalse();
        assertThat(changed.at("/course/rating/average").asDouble()).isEqualTo(2.0);
        assertThat(changed.at("/course/rating/count").asInt()).isOne();
        assertThat(own(person, course).at("/viewerReview/bodyMarkdown").asString())
                .isEqualTo("Less so");
    }

    @Test
    void oneWhoPressesTwiceAtOnceHasOneReview() {
        String course = course();
        String person = learner(course);
        List<CompletableFuture<String>> pressed = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> reviewed(person, course, 4, "Twice")))
                .toList();
        assertThat(pressed.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(course(course).at("/rating/count").asInt()).isOne();
    }

    @Test
    void aCourseIsRatedByAllThatIsToBeSeen() {
        String course = course();
        List<Integer> stars = List.of(5, 4, 4, 1);
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int each : stars) {
            String person = learner(course);
            all.add(CompletableFuture.supplyAsync(() -> reviewed(person, course, each, null)));
        }
        List<String> ids = all.stream().map(CompletableFuture::join).toList();
        JsonNode rating = course(course).path("rating");
        assertThat(rating.path("average").asDouble()).isEqualTo(3.5);
        assertThat(rating.path("count").asInt()).isEqualTo(4);
        assertThat(rating.path("histogram").toString()).isEqualTo("[1,0,0,2,1]");

        ReviewId last = new ReviewId(ids.getLast());
        held.hold(last, HOLD);
        assertThat(course(course).at("/rating/average").asDouble()).isEqualTo(4.33);
        assertThat(course(course).at("/reviews/totalCount").asInt()).isEqualTo(3);
        held.remove(last, HOLD);
        assertThat(course(course).at("/rating/count").asInt()).isEqualTo(3);
        held.restore(last, REPORT);
        assertThat(course(course).at("/rating/average").asDouble()).isEqualTo(3.5);
    }

    @Test
    void aCourseThatNobodyReviewedHasNoStarsRatherThanNone() {
        String course = course();
        assertThat(course(course).at("/rating/average").isNull()).isTrue();
        String person = learner(course);
        String id = reviewed(person, course, 1, null);
        JsonNode gone = withdraw(person, id);
        assertThat(gone.path("review").isNull()).isTrue();
        assertThat(gone.at("/course/rating/count").asInt()).isZero();
        assertThat(course(course).at("/rating/average").isNull()).isTrue();
        assertThat(reviewed(person, course, 4, "Another one")).isNotEqualTo(id);
    }

    @Test
    void oneTakesBackOnesOwnEvenWhatIsHeldAndNothingOfOthers() {
        String course = course();
        String person = learner(course);
        String id = reviewed(person, course, 3, "Hm");
        assertThat(code(withdraw(ANA, id))).isEqualTo("FORBIDDEN");
        held.hold(new ReviewId(id), HOLD);
        assertThat(own(person, course).at("/viewerReview/visibility").asString())
                .isEqualTo("HELD");
        assertThat(code(review(person, course, 5, "Hm"))).isEqualTo("MODERATED");
        assertThat(code(withdraw(ANA, id))).isEqualTo("NOT_FOUND");
        assertThat(code(withdraw(person, id))).isEmpty();
        assertThat(code(withdraw(person, id))).isEqualTo("NOT_FOUND");
        held.restore(new ReviewId(id), REPORT);
        assertThat(own(person, course).path("viewerReview").isNull())
                .as("what was taken back")
                .isTrue();
    }

    @Test
    void reviewsAreReadByHowHelpfulHowNewAndHowManyStarsPageByPage() {
        String course = course();
        List<String> ids = new ArrayList<>();
        for (int stars : List.of(2, 5, 5, 3)) {
            ids.add(reviewed(learner(course), course, stars, "stars: " + stars));
        }
        String voter = Ids.next("usr");
        assertThat(vote(voter, ids.getFirst(), true).path("upvotes").asInt()).isOne();
        assertThat(vote(voter, ids.getFirst(), true).path("upvotes").asInt()).isOne();
        assertThat(order(course, "HELPFUL")).first().isEqualTo(ids.getFirst());
        assertThat(order(course, "NEWEST")).isEqualTo(ids.reversed());
        assertThat(order(course, "HIGHEST")).containsExactly(ids.get(2), ids.get(1), ids.get(3), ids.get(0));
        assertThat(order(course, "LOWEST")).containsExactly(ids.get(0), ids.get(3), ids.get(2), ids.get(1));
        assertThat(ids(course(course, "NEWEST", 5, 50, null).at("/reviews/nodes")))
                .containsExactly(ids.get(2), ids.get(1));
        assertThat(vote(voter, ids.getFirst(), false).path("upvotes").asInt()).isZero();
    }

    private List<String> order(String course, String sort) {
        List<String> ids = new ArrayList<>();
        JsonNode page;
        String after = null;
        do {
            page = course(course, sort, null, 3, after).path("reviews");
            ids.addAll(ids(page.path("nodes")));
            after = page.at("/pageInfo/endCursor").asString("");
        } while (page.at("/pageInfo/hasNextPage").asBoolean());
        return ids;
    }

    @Test
    void nobodyFindsTheirOwnReviewHelpfulNorOneThatIsNotToBeSeen() {
        String course = course();
        String person = learner(course);
        String id = reviewed(person, course, 5, "Me");
        assertThat(code(vote(person, id, true))).isEqualTo("OWN_VOTE");
        held.remove(new ReviewId(id), HOLD);
        assertThat(code(vote(Ids.next("usr"), id, true))).isEqualTo("NOT_FOUND");
    }

    @Test
    void theCoursesTeachersAnswerAndNobodyElse() {
        String course = course();
        String id = reviewed(learner(course), course, 2, "Too fast");
        Map<String, ?> answer = Map.of("id", id, "body", "We will slow down.");
        assertThat(code(graphql(learner(course), REPLY, answer).at("/data/replyToReview")))
                .isEqualTo("FORBIDDEN");
        assertThat(code(graphql("moderator~" + Ids.next("usr"), REPLY, answer).at("/data/replyToReview")))
                .isEqualTo("FORBIDDEN");
        assertThat(graphql(ANA, REPLY, answer)
                        .at("/data/replyToReview/review/instructorReply")
                        .asString())
                .isEqualTo("We will slow down.");
        assertThat(graphql(ANA, REPLY, Map.of("id", id))
                        .at("/data/replyToReview/review/instructorReply")
                        .isNull())
                .isTrue();
    }

    @Test
    void aReviewSaysHowMuchItsAuthorHasWatchedWhateverTheOrderOfTheNews() {
        String course = course();
        String person = learner(course);
        reviewed(person, course, 5, null);
        progressed(person, course, 0.6, 9);
        eventually(() -> watched(course) == 0.6);
        progressed(person, course, 0.35, 7);
        progressed(person, course, 0.65, 10);
        eventually(() -> watched(course) == 0.65);
    }

    private double watched(String course) {
        return course(course).at("/reviews/nodes/0/watchedRatio").asDouble();
    }

    private void progressed(String person, String course, double ratio, long version) {
        Map<String, @Nullable Object> data = new HashMap<>(Map.of("userId", person, "courseId", course));
        data.putAll(Map.of("progress", ratio, "completedLessons", 1));
        data.put("completedAt", null);
        tell("enrollment.progressed", Ids.next("enr"), version, data);
    }

    @Test
    void othersHearOfEachChangeWithWhatTheCourseComesTo() {
        Queue heard = new Queue("test." + Ids.next("que"), true, false, false);
        admin.declareQueue(heard);
        admin.declareBinding(
                BindingBuilder.bind(heard).to(new TopicExchange("aula.events")).with("review.#"));
        String course = course();
        String person = learner(course);
        String id = reviewed(person, course, 5, "Good");
        review(person, course, 4, "Good");
        withdraw(person, id);
        Map<String, JsonNode> told = told(heard, course, Set.of("review.created", "review.updated", "review.removed"));
        JsonNode created = told.get("review.created");
        assertThat(created.at("/data/reviewId").asString()).isEqualTo(id);
        assertThat(created.at("/data/rating/version").asLong()).isPositive();
        JsonNode updated = told.get("review.updated");
        assertThat(updated.path("version").asInt()).isEqualTo(2);
        JsonNode removed = told.get("review.removed");
        assertThat(removed.at("/data/authorId").asString()).isEqualTo(person);
        assertThat(removed.at("/data/rating/count").asInt()).isZero();
        assertThat(removed.at("/data/rating/average").isNull()).isTrue();
        admin.deleteQueue(heard.getName());
        assertThat(ids(get("/internal/reconcile").at("/ratings/ids"))).contains(course + " 0 -");
    }

    /** Of each kind one, in whatever order; what is told of other courses meanwhile is passed over. */
    private Map<String, JsonNode> told(Queue heard, String course, Set<String> types) {
        Map<String, JsonNode> told = new HashMap<>();
        while (!told.keySet().equals(types)) {
            Message message = rabbit.receive(heard.getName(), 30_000);
            assertThat(message).as("after " + told.keySet()).isNotNull();
            String body = new String(message.getBody(), StandardCharsets.UTF_8);
            JsonNode event = json.readTree(body);
            if (event.at("/data/courseId").asString().equals(course)) {
                String type = event.path("type").asString();
                MessageExamplesTest.assertIsOfType(type, body);
                told.put(type, event);
            }
        }
        return told;
    }

    @Test
    void whatSomebodyErasedThoughtStaysWithoutThem() {
        String course = course();
        String person = person();
        join(person, course, "ACTIVE", 1, Ids.next("enr"));
        eventually(() -> own(person, course).path("viewerMayReview").asBoolean());
        reviewed(person, course, 4, "Bye");
        String other = reviewed(learner(course), course, 5, "Stays");
        vote(person, other, true);
        tell("user.deleted", person, 9, Map.of("userId", person, "confirmTo", "identity.erasure"));
        eventually(() ->
                ids(get("/internal/reconcile").at("/authors/ids")).stream().noneMatch(person::equals));
        eventually(() -> course(course, "NEWEST", 5, 1, null)
                        .at("/reviews/nodes/0/helpful")
                        .asInt()
                == 0);
        JsonNode nameless = course(course, "NEWEST", 4, 1, null).at("/reviews/nodes/0");
        assertThat(nameless.path("author").isNull()).isTrue();
        assertThat(nameless.path("bodyHtml").asString()).contains("Bye");
        assertThat(course(course).at("/rating/count").asInt()).isEqualTo(2);
    }

    @Test
    void whoChangesWithdrawsAndWritesAgainTooFastIsAskedToWait() {
        String course = course();
        String person = learner(course);
        for (int i = 0; i < 5; i++) {
            String id = reviewed(person, course, 3, null);
            reviewed(person, course, 4, "Better, the time after");
            withdraw(person, id);
        }
        assertThat(code(review(person, course, 3, null))).isEqualTo("SLOW_DOWN");
    }

    @Test
    void sayingTheSameAgainIsNotCountedAsWriting() {
        String course = course();
        String person = learner(course);
        for (int i = 0; i < 12; i++) {
            reviewed(person, course, 3, "As ever");
        }
    }

    @Test
    void whoIsSuspendedNeitherReviewsNorChangesAReviewWithAnOldToken() {
        String course = course();
        String person = learner(course);
        String newcomer = learner(course);
        reviewed(person, course, 3, null);
        suspend(newcomer);
        suspend(person);
        eventually(() -> suspensions.isSuspended(new UserId(person)) && suspensions.isSuspended(new UserId(newcomer)));
        assertThat(code(review(person, course, 1, null)))
                .as("by the suspension, or since it is held for that by then")
                .isIn("SUSPENDED", "MODERATED");
        assertThat(code(review(newcomer, course, 1, null))).isEqualTo("SUSPENDED");
    }

    private void suspend(String person) {
        tell("user.updated", person, 5, Map.of("userId", person, "handle", "h", "locale", "es", "suspended", true));
    }
}
